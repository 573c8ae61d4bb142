using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Weiguang.Kernel.Lists;

/// <summary>A list as it is asked for: one query for the page, one for the number, and the same for the file.</summary>
public static class ListReading
{
    /// <summary>Whoever has more than this to look through needs a filter, not a number; and a province has millions to count.</summary>
    public const int MostCounted = 10_000;

    /// <summary>The page of the list that the request's address asks for.</summary>
    /// <param name="size">How many rows it has; as many as the list says when left out.</param>
    public static async Task<ListResult<TRow>> ReadAsync<TEntity, TRow>(this IListing<TEntity, TRow> list, HttpContext http, int? size = null)
        where TEntity : class
        where TRow : class
    {
        var ct = http.RequestAborted;
        var (query, order, keyset, rows) = await AskAsync(list, http.Request.Query, ct);
        var place = ListCursor.Read(query.Cursor, order, keyset.Types);
        var (shown, end) = await ShownAsync(list, keyset, rows, place, query, size ?? list.PageSize, ct);
        var total = place is null && end is null ? shown.Count : await list.CountAsync(http.Request.Query, MostCounted, ct);
        return new(list.Title, query, order, list.Columns, list.Filters, list.Orders, shown, total, end is null ? null : ListCursor.Of(order, end));
    }

    internal static ListQuery QueryOf<TEntity, TRow>(this IListing<TEntity, TRow> list, IQueryCollection asked)
        where TEntity : class
        where TRow : class => new(asked, list.Filters, list.Orders);

    /// <summary>How many rows the request's address asks for; one more than <paramref name="most"/> when there are more.</summary>
    internal static async Task<int> CountAsync<TEntity, TRow>(this IListing<TEntity, TRow> list, IQueryCollection asked, int most, CancellationToken ct)
        where TEntity : class
        where TRow : class =>
        list.LeavesOut(list.QueryOf(asked)) ? await list.AllAsync(asked, most + 1, ct).CountAsync(ct) : await CountAsync((await AskAsync(list, asked, ct)).Rows, most, ct);

    /// <summary>All rows that the request's address asks for, in its order, so many and no more, by and by.</summary>
    internal static async IAsyncEnumerable<TRow> AllAsync<TEntity, TRow>(this IListing<TEntity, TRow> list, IQueryCollection asked, int most, [EnumeratorCancellation] CancellationToken ct)
        where TEntity : class
        where TRow : class
    {
        var atOnce = list.FilePageSize;
        var (query, _, keyset, rows) = await AskAsync(list, asked, ct);
        IReadOnlyList<object>? place = null;
        for (var left = most; left > 0; left -= atOnce)
        {
            var size = Math.Min(left, atOnce);
            var found = await keyset.ReadAsync(rows, list.Row, place, size, ct);
            foreach (var row in await list.CompleteAsync([.. found.Select(f => f.Row)], query, ct))
            {
                yield return row;
            }

            if (found.Count < size)
            {
                yield break;
            }

            place = found[^1].Keys;
        }
    }

    private static async Task<Asked<TEntity>> AskAsync<TEntity, TRow>(IListing<TEntity, TRow> list, IQueryCollection asked, CancellationToken ct)
        where TEntity : class
        where TRow : class
    {
        var query = list.QueryOf(asked);
        var order = query.Sort.Length > 0 ? query.Sort : list.OrderOf(query);
        var keyset = Keyset<TEntity>.Of(list.Orders.First(o => o.Name == order.TrimStart('-')), list.Id, turned: order[0] == '-');
        var rows = await list.ScopeAsync(ct);
        foreach (var filter in list.Filters)
        {
            rows = query[filter.Name] is { Length: > 0 } value ? await filter.NarrowAsync(rows, value, ct) : rows;
        }

        return new(query, order, keyset, rows.AsNoTracking());
    }

    /// <summary>The rows of a page, and the keys of its last where another follows. A page of which nothing is left is passed over: nobody is told that there is nothing while there is more.</summary>
    private static async Task<(IReadOnlyList<TRow> Shown, IReadOnlyList<object>? End)> ShownAsync<TEntity, TRow>(
        IListing<TEntity, TRow> list, Keyset<TEntity> keyset, IQueryable<TEntity> rows, IReadOnlyList<object>? place, ListQuery query, int size, CancellationToken ct)
        where TEntity : class
        where TRow : class
    {
        while (true)
        {
            var found = await keyset.ReadAsync(rows, list.Row, place, size + 1, ct);
            var shown = await list.CompleteAsync([.. found.Take(size).Select(f => f.Row)], query, ct);
            place = found.Count > size ? found[size - 1].Keys : null;
            if (shown.Count > 0 || place is null)
            {
                return (shown, place);
            }
        }
    }

    /// <summary>In no order, for which EF wants to be told one: the database drops it.</summary>
    private static Task<int> CountAsync<TEntity>(IQueryable<TEntity> rows, int most, CancellationToken ct) => rows.OrderBy(_ => 1).Take(most + 1).CountAsync(ct);

    private sealed record Asked<TEntity>(ListQuery Query, string Order, Keyset<TEntity> Keyset, IQueryable<TEntity> Rows)
        where TEntity : class;
}
