namespace Weiguang.Ledger;

/// <summary>Addresses of the ledger's pages.</summary>
public static class LedgerLinks
{
    public const string Anchors = "/ledger/anchors";

    /// <summary>One anchor, told to people.</summary>
    public static string Anchor(long number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Anchors}/{number}");

    internal const string Feed = "/ledger/anchors.atom";
}
