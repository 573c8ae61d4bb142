using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Security;

namespace Weiguang.Kernel.Ui;

/// <summary>An entry of the console's sidebar; a module registers its own: <c>services.AddSingleton(new ConsoleLink(…))</c>.</summary>
/// <param name="Section">Source phrase of the heading it stands under.</param>
/// <param name="Phrase">Source phrase of the entry.</param>
/// <param name="Policy">Who sees it; null for everybody.</param>
/// <param name="Order">From the top; the entries of a section follow each other. Modules may be registered in any order.</param>
/// <param name="Key">Opens it after g; no two entries have the same.</param>
/// <param name="IsHome">Where /console leads for who may open it.</param>
public sealed record ConsoleLink(string Section, string Phrase, string Href, int Order, string? Policy = null, char? Key = null, bool IsHome = false);

/// <summary>How many messages a person has not read.</summary>
public interface IUnread
{
    /// <summary>Where they are read.</summary>
    string Href { get; }

    Task<int> CountAsync(Guid personId, CancellationToken ct);
}

/// <summary>How much waits behind an entry of the sidebar; a module registers one for its own.</summary>
public interface IWaiting
{
    /// <summary>More than this is said as "more": nobody needs the hundredth to know that there is a lot.</summary>
    public const int Most = 99;

    /// <summary>The <see cref="ConsoleLink.Href"/> it belongs to; asked only of whom that entry is shown.</summary>
    string Href { get; }

    /// <summary>Up to <see cref="Most"/> and one more.</summary>
    Task<int> CountAsync(CancellationToken ct);
}

/// <summary>Who sits at the console, as its head says it.</summary>
/// <param name="Role">Source phrase of the role in use.</param>
/// <param name="Place">Where that role holds; empty for everywhere.</param>
/// <param name="Switch">Where another role is taken.</param>
/// <param name="Leave">Where signing out is sent.</param>
public sealed record OnDuty(string Name, string Role, string Place, string Switch, string Leave);

/// <summary>Tells who sits at the console.</summary>
public interface IOnDuty
{
    /// <returns>Null for somebody who has not signed in.</returns>
    Task<OnDuty?> ReadAsync(CancellationToken ct);
}

/// <summary>Live numbers of the home page; a module that has one registers an implementation.</summary>
public interface IHomeFigures
{
    Task<IReadOnlyList<HomeFigure>> ReadAsync(CancellationToken ct);
}

/// <param name="Phrase">Source phrase of what is counted.</param>
public sealed record HomeFigure(string Phrase, long Value, string? Href = null);

/// <summary>A tab of the pages for everybody; a module registers its own, up to five in all with the home page: <c>services.AddSingleton(new BarTab(…))</c>.</summary>
/// <param name="Phrase">Source phrase.</param>
/// <param name="Order">From the left.</param>
public sealed record BarTab(string Phrase, string Href, string Icon, int Order);

/// <summary>The tabs in their order, the home page first.</summary>
internal sealed class TabBar(IEnumerable<BarTab> tabs)
{
    public IReadOnlyList<BarTab> Tabs { get; } = [new(Text.Phrase.Of("首页"), "/", "home", 0), .. tabs.OrderBy(t => t.Order)];
}

/// <summary>The address without anything behind it, as people type it.</summary>
public static class ConsoleHome
{
    public const string Address = "/console";

    public static void MapConsoleHome(this IEndpointRouteBuilder routes) => routes.MapGet(Address, OpenAsync).RequireAuthorization(Policies.SignedIn).ExcludeFromDescription();

    /// <summary>Whether this page stands in the console's layout.</summary>
    public static bool Shows(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type.GetCustomAttribute<LayoutAttribute>()?.LayoutType switch
    {
        { } layout when layout == typeof(ConsoleLayout) => true,
        { } layout when layout == typeof(EitherLayout) => EitherLayout.IsConsole(http),
        _ => false,
    };

    private static async Task<IResult> OpenAsync(HttpContext http, Menus menus)
    {
        var links = await menus.ConsoleAsync(http);
        return TypedResults.Redirect((links.FirstOrDefault(l => l.IsHome) ?? links[0]).Href);
    }
}

/// <summary>What the consoles offer: only what this person may open.</summary>
internal sealed class Menus(IEnumerable<ConsoleLink> links, IEnumerable<IWaiting> waiting, IAuthorizationService authorization)
{
    public async Task<IReadOnlyList<ConsoleLink>> ConsoleAsync(HttpContext http)
    {
        var allowed = new List<ConsoleLink>();
        foreach (var link in links.OrderBy(l => l.Order))
        {
            if (link.Policy is null || (await authorization.AuthorizeAsync(http.User, http, link.Policy)).Succeeded)
            {
                allowed.Add(link);
            }
        }

        return allowed;
    }

    /// <summary>By address, for those entries behind which something waits.</summary>
    public async Task<IReadOnlyDictionary<string, int>> WaitingAsync(IReadOnlyList<ConsoleLink> shown, CancellationToken ct)
    {
        var counts = new Dictionary<string, int>();
        foreach (var room in waiting.Where(w => shown.Any(l => l.Href == w.Href)))
        {
            counts[room.Href] = await room.CountAsync(ct);
        }

        return counts;
    }
}
