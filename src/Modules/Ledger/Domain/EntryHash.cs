using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Weiguang.Ledger.Domain;

/// <summary>The hash that chains an entry to the one before it: SHA-256 over sixteen lines of text (docs/algorithms/ledger.md).</summary>
internal static class EntryHash
{
    public const string Layout = "weiguang-ledger-1";

    public static byte[] Of(LedgerEntry entry) => SHA256.HashData(Encoding.UTF8.GetBytes(Text(entry)));

    /// <summary>One value a line, no line break at the end. An embedded break only adds lines, so two different entries never give one text.</summary>
    internal static string Text(LedgerEntry entry) => string.Join('\n',
        Layout,
        entry.AccountId.ToString(),
        Number(entry.Sequence),
        entry.TransferId.ToString(),
        entry.CounterpartyId.ToString(),
        Number(entry.Amount),
        Number(entry.BalanceAfter),
        Time(entry.OccurredAt),
        Time(entry.RecordedAt),
        entry.SourceKind,
        entry.SourceId.ToString(),
        entry.Narrative,
        entry.Args.Text,
        entry.Evidence?.ToString() ?? "",
        entry.Reverses?.ToString() ?? "",
        Convert.ToHexStringLower(entry.PreviousHash));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>As texts that are hashed or signed write a moment.</summary>
    internal static string Time(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
