namespace Weiguang.Kernel.Ui;

/// <summary>A head of a <see cref="DataTable"/> that asks for its order.</summary>
/// <param name="Rises">How the table stands by it now; null when it does not.</param>
public sealed record SortLink(string Href, bool? Rises);
