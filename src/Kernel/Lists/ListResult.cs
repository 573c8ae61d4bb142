namespace Weiguang.Kernel.Lists;

/// <summary>One page of a list, and what was asked for.</summary>
/// <param name="Title">Source phrase.</param>
/// <param name="Order">The order it stands in, with a minus for the other way round.</param>
/// <param name="Total">How many there are in all; where there are more than <see cref="ListReading.MostCounted"/>, that and one more.</param>
/// <param name="Next">The place of the page after it; null at the end.</param>
public sealed record ListResult<TRow>(
    string Title, ListQuery Query, string Order, IReadOnlyList<ListColumn<TRow>> Columns, IReadOnlyList<ListFilter> Filters, IReadOnlyList<ListOrder> Orders,
    IReadOnlyList<TRow> Rows, int Total, string? Next);
