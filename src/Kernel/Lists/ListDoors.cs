using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Lists;

/// <summary>Where a list can be taken away as a file: at the address of its page and <c>/export</c>, by whoever may open that page.</summary>
public static class ListDoors
{
    internal const string Ending = "/export";

    /// <summary>In the address of a page whose reader gave no reason that will do: what they wrote.</summary>
    internal const string AsksWhy = "why";

    /// <typeparam name="TPage">The page that shows it: its address and whom it lets in are the file's.</typeparam>
    public static IServiceCollection AddList<TList, TEntity, TRow, TPage>(this IServiceCollection services)
        where TList : class, IListing<TEntity, TRow>
        where TEntity : class
        where TRow : class
        where TPage : IComponent => services.AddScoped<TList>().AddSingleton(new ListDoor(AddressOf(typeof(TPage)), LetsIn(typeof(TPage)), http => new ListFile<TEntity, TRow>(http.RequestServices.GetRequiredService<TList>())));

    /// <summary>The files of all lists that the modules have registered.</summary>
    public static RouteGroupBuilder MapLists(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("");
        group.ExcludeFromDescription();
        foreach (var door in routes.ServiceProvider.GetServices<ListDoor>())
        {
            group.MapGet(door.Address + Ending, (HttpContext http, string? format, CancellationToken ct) => TakeAsync(door, http, format, null, ct)).RequireAuthorization(door.LetsIn).WithMetadata(new NoHead());
            group.MapPost(door.Address + Ending, (HttpContext http, [FromForm] string? format, [FromForm] string? reason, CancellationToken ct) => TakeAsync(door, http, format, reason ?? "", ct)).RequireAuthorization(door.LetsIn);
        }

        return group;
    }

    /// <summary>The page that a request for its file came from, with the same filters.</summary>
    internal static string PageOf(HttpRequest request) => request.Path.Value![..^Ending.Length] + request.QueryString;

    /// <summary>A list has one address and everything it is asked for behind the question mark: told when it is registered, not when somebody takes it away.</summary>
    private static string AddressOf(Type page) => page.GetCustomAttributes<Microsoft.AspNetCore.Components.RouteAttribute>().ToList() is [{ Template: var address }] && !address.Contains('{', StringComparison.Ordinal)
        ? address : throw new InvalidOperationException($"{page.Name} shows a list: it needs one @page, without parameters.");

    private static IAuthorizeData[] LetsIn(Type page) => page.GetCustomAttributes().OfType<IAuthorizeData>().ToArray() is { Length: > 0 } letsIn
        ? letsIn : throw new InvalidOperationException($"{page.Name} shows a list: it needs an [Authorize], which its file asks for as well.");

    /// <param name="reason">Null for the masked file, which needs none.</param>
    private static async Task<IResult> TakeAsync(ListDoor door, HttpContext http, string? format, string? reason, CancellationToken ct)
    {
        if (reason is not null && !http.RequestServices.GetRequiredService<WholeData>().MayTake(http.RequestServices.GetRequiredService<Viewer>()))
        {
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }

        reason = reason?.Trim();
        var (file, asXlsx) = (door.Open(http), string.Equals(format, "xlsx", StringComparison.OrdinalIgnoreCase));
        return reason is { Length: < ListFile.ShortestReason } || ShortWords.IsLonger(reason, ListFile.LongestReason)
            ? TypedResults.LocalRedirect(door.Address + file.QueryOf(http.Request.Query).Address((AsksWhy, ShortWords.Of(reason, 2 * ListFile.LongestReason))))
            : await file.TakeAsync(http, asXlsx, reason, ct);
    }
}

/// <summary>A list that can be taken away, and the page it belongs to.</summary>
internal sealed record ListDoor(string Address, IAuthorizeData[] LetsIn, Func<HttpContext, ListFile> Open);
