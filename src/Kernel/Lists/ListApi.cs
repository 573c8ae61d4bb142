using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Lists;

/// <summary>A list of the console for programs: the scope, filters, orders and rows of its page. Where a page leaves out what nobody can read, a program is told which of its values that is.</summary>
public static class ListApi
{
    internal const string Take = "take";
    internal const int MostTaken = 100;

    /// <param name="item">A row as programs read it.</param>
    public static RouteHandlerBuilder MapList<TList, TEntity, TRow, TItem>(this IEndpointRouteBuilder routes, string address, Func<TRow, TItem> item)
        where TList : IListing<TEntity, TRow>
        where TEntity : class
        where TRow : class =>
        routes.MapGet(address, (HttpContext http, CancellationToken ct) => AnswerAsync(http.RequestServices.GetRequiredService<TList>(), item, http))
            .Produces<Listed<TItem>>().WithMetadata(new AskedOfList(typeof(TList), services => services.GetRequiredService<TList>() is var list ? (list.Filters, list.Orders, list.PageSize) : default));

    private static async Task<IResult> AnswerAsync<TEntity, TRow, TItem>(IListing<TEntity, TRow> list, Func<TRow, TItem> item, HttpContext http)
        where TEntity : class
        where TRow : class
    {
        var asked = http.Request.Query;
        if (Mistake(asked, list.Filters, list.Orders) is var (field, message, most))
        {
            return Problems.Invalid(field, http.RequestServices.GetRequiredService<IStringLocalizer>()[message, most]);
        }

        var found = await list.ReadAsync(http, int.TryParse(asked[Take], out var take) ? take : null);
        return TypedResults.Ok(new Listed<TItem>([.. found.Rows.Select(item)], found.Next, found.Total));
    }

    /// <summary>The first value that the list cannot read: its name, a source phrase, and how much there may be.</summary>
    private static (string Field, string Message, int Most)? Mistake(IQueryCollection asked, IReadOnlyList<ListFilter> filters, IReadOnlyList<ListOrder> orders)
    {
        foreach (var filter in filters.Where(f => asked[f.Name].ToString().Trim() is { Length: > 0 } value && !f.CanBe(value)))
        {
            return (filter.Name, filter.Options.Count > 0 ? Phrase.Of("这一项没有填，或者填得不对") : Phrase.Of("最多 {0} 个字"), filter.MaxLength);
        }

        if (ShortWords.IsLonger(asked[Cursor.Name], ListCursor.MostLetters))
        {
            return (Cursor.Name, Phrase.Of("最多 {0} 个字"), ListCursor.MostLetters);
        }

        if (asked[ListQuery.SortName].ToString() is { Length: > 0 } sort && !ListQuery.IsOrder(sort, orders))
        {
            return (ListQuery.SortName, Phrase.Of("这一项没有填，或者填得不对"), 0);
        }

        return asked[Take].ToString() is { Length: > 0 } take && !(int.TryParse(take, out var rows) && rows is >= 1 and <= MostTaken) ? (Take, Phrase.Of("请写 1 到 {0} 的整数"), MostTaken) : null;
    }
}

/// <summary>One page of a list of the console.</summary>
/// <param name="Next">Asks for the page after it, as <c>cursor</c>; null at the end.</param>
/// <param name="Total">How many there are in all; where there are more than 10,000, that and one more.</param>
public sealed record Listed<T>(IReadOnlyList<T> Items, string? Next, int Total);

/// <summary>What the address of an endpoint may ask its list for: the description is made from it.</summary>
internal sealed record AskedOfList(Type List, Func<IServiceProvider, (IReadOnlyList<ListFilter> Filters, IReadOnlyList<ListOrder> Orders, int PageSize)> Of);
