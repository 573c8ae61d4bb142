using System.Text.Json;
using System.Text.RegularExpressions;
using Weiguang.Kernel.Security;

namespace Weiguang.Ledger.Domain;

/// <summary>A checked transfer on its way into two chains.</summary>
internal sealed partial record LedgerMove(
    Guid TransferId, LedgerUnit Unit, LedgerAccountKey From, LedgerAccountKey To, int Amount, DateTime OccurredAt,
    string SourceKind, Guid SourceId, string Narrative, Sealed Args, EvidenceGrade? Evidence, Guid? Reverses)
{
    public const string ReversalKind = "reversal";

    public static LedgerMove Of(Posting posting, Vault vault)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(posting.Amount);
        ArgumentOutOfRangeException.ThrowIfEqual(posting.From, posting.To);
        if (!Code().IsMatch(posting.SourceKind) || posting.SourceKind == ReversalKind || !Code().IsMatch(posting.Narrative))
        {
            throw new ArgumentException($"Not a code of the ledger: {posting.SourceKind}, {posting.Narrative}.", nameof(posting));
        }

        return new LedgerMove(
            TransferOf(posting.SourceKind, posting.SourceId, posting.To.AccountId(posting.Unit)), posting.Unit, posting.From, posting.To, posting.Amount,
            posting.OccurredAt, posting.SourceKind, posting.SourceId, posting.Narrative, Seal(posting.Args, vault), posting.Evidence, Reverses: null);
    }

    /// <summary>The way back of a transfer, told by its receiving leg. It counts for the day it corrects, so that the hours of a month come out right.</summary>
    public static LedgerMove Back(LedgerEntry received, LedgerAccount from, LedgerAccount to, string reason, Guid by, Vault vault) => new(
        ReversalOf(received.TransferId), from.Unit, to.Key, from.Key, checked((int)received.Amount), received.OccurredAt,
        ReversalKind, received.TransferId, Narratives.Reversal, Seal([reason, by.ToString()], vault), received.Evidence, received.TransferId);

    /// <summary>The transfer that a source makes into an account: always the same id, so that the second time is recognised by it.</summary>
    public static Guid TransferOf(string sourceKind, Guid sourceId, Guid toAccountId) =>
        NamedId.Of("transfer", sourceKind, sourceId.ToString(), toAccountId.ToString());

    public static Guid ReversalOf(Guid transferId) => NamedId.Of("transfer", ReversalKind, transferId.ToString());

    // Names and titles are nobody's to read in the table; sealed once, here, so that both legs and their hashes cover the same text.
    private static Sealed Seal(IReadOnlyList<string> args, Vault vault) => args.Count == 0 ? Sealed.Nothing : vault.Seal(Personal.Note, JsonSerializer.Serialize(args));

    [GeneratedRegex("^[a-z0-9-]{1,30}$")]
    private static partial Regex Code();
}
