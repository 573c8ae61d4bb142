namespace Weiguang.Ledger;

/// <summary>Addresses of the ledger's pages.</summary>
public static class LedgerLinks
{
    public const string Anchors = "/ledger/anchors";

    internal const string Feed = "/ledger/anchors.atom";
}
