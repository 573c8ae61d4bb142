using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Weiguang.Kernel.Http;

namespace Weiguang.Kernel.Lists;

/// <summary>Pages by keys for whoever shows no <see cref="ListPage{TRow}"/>: programs, and lists for everybody.</summary>
public static class KeysetPages
{
    /// <summary>One page of these rows in this order.</summary>
    /// <param name="id">What no two rows share.</param>
    /// <param name="cursor">The place that the page before named; empty at the beginning. One of another order is an error.</param>
    /// <param name="turned">The other way round.</param>
    public static async Task<Page<TRow>> PageAsync<TEntity, TRow>(
        this IQueryable<TEntity> rows, ListOrder<TEntity> order, Expression<Func<TEntity, Guid>> id, Expression<Func<TEntity, TRow>> row, int size, string? cursor, CancellationToken ct, bool turned = false)
        where TEntity : class
    {
        var (name, keyset) = (turned ? $"-{order.Name}" : order.Name, Keyset<TEntity>.Of(order, id, turned));
        var place = ListCursor.Read(cursor ?? "", name, keyset.Types);
        return Pages.Cut(await keyset.ReadAsync(rows, row, place, size + 1, ct), size, last => ListCursor.Of(name, last.Keys)).Select(placed => placed.Row);
    }
}
