using System.Linq.Expressions;

namespace Weiguang.Kernel.Lists;

/// <summary>
/// A list of the console, declared once in its module: which rows this viewer may see, by what they are narrowed and ordered, what a row is made of and what its columns say. The page
/// (<see cref="ListPage{TRow}"/>) and the file it can be taken away as (<see cref="ListDoors"/>) are both made from it.
/// </summary>
/// <typeparam name="TEntity">What the database is asked for.</typeparam>
/// <typeparam name="TRow">The record named for the screen.</typeparam>
public interface IListing<TEntity, TRow>
    where TEntity : class
    where TRow : class
{
    /// <summary>Source phrase of what is listed; the file and the log of exports are named by it.</summary>
    string Title { get; }

    IReadOnlyList<ListColumn<TRow>> Columns { get; }

    IReadOnlyList<ListFilter<TEntity>> Filters { get; }

    /// <summary>The first stands when nothing else is asked for.</summary>
    IReadOnlyList<ListOrder<TEntity>> Orders { get; }

    /// <summary>What no two rows share, so that pages have neither gap nor repetition.</summary>
    Expression<Func<TEntity, Guid>> Id { get; }

    /// <summary>A row as the query brings it.</summary>
    Expression<Func<TEntity, TRow>> Row { get; }

    int PageSize => 50;

    /// <summary>How many rows a file reads by one query: where no index has the order, each of them sorts all.</summary>
    int FilePageSize => 2_000;

    /// <summary>The rows of the viewer's scope.</summary>
    Task<IQueryable<TEntity>> ScopeAsync(CancellationToken ct);

    /// <summary>The name of the order that stands for what is asked for, with a minus for the other way round.</summary>
    string OrderOf(ListQuery query) => Orders[0].Name;

    /// <summary>Adds to the rows of a page what stands elsewhere, such as names of places, in one go; may leave out what only the program can tell from others (<see cref="LeavesOut"/>).</summary>
    Task<IReadOnlyList<TRow>> CompleteAsync(IReadOnlyList<TRow> rows, ListQuery query, CancellationToken ct) => Task.FromResult(rows);

    /// <summary>Whether <see cref="CompleteAsync"/> may leave out rows of what is asked for: then they are counted one by one.</summary>
    bool LeavesOut(ListQuery query) => false;
}
