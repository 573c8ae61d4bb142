using System.Globalization;
using Weiguang.Ledger.Domain;

namespace Weiguang.Ledger.Verification;

/// <summary>Walks one account's chain from its first entry to its last, by the heads that anchors fixed.</summary>
internal sealed class ChainCheck(LedgerAccount account, AnchoredHeads.Walk anchored)
{
    private long _sequence;
    private long _balance;
    private byte[] _hash = LedgerAccount.NoHash;

    public LedgerAccount Account => account;

    /// <summary>The first thing that is wrong; null so far.</summary>
    public LedgerDifference? Difference { get; private set; } = IdDifference(account);

    public void Next(LedgerEntry entry)
    {
        if (Difference is not null)
        {
            return;
        }

        _sequence++;
        _balance += entry.Amount;
        Expect(LedgerFault.Sequence, entry, _sequence, entry.Sequence);
        Expect(LedgerFault.PreviousHash, entry, Hex(_hash), Hex(entry.PreviousHash));
        Expect(LedgerFault.Hash, entry, Hex(EntryHash.Of(entry)), Hex(entry.Hash));
        Expect(LedgerFault.BalanceAfter, entry, _balance, entry.BalanceAfter);
        _hash = entry.Hash;
        if (Difference is null && anchored.Check(entry) is { } wrong)
        {
            Expect(LedgerFault.Anchored, entry, wrong.Expected, wrong.Found);
        }
    }

    public LedgerDifference? End()
    {
        Expect(LedgerFault.Sequence, null, account.Sequence, _sequence);
        Expect(LedgerFault.Balance, null, _balance, account.Balance);
        Expect(LedgerFault.LastHash, null, Hex(_hash), Hex(account.LastHash));
        Expect(LedgerFault.Anchored, null, anchored.Next is { } head ? $"entry {head.Sequence} as anchor {head.AnchorNumber} fixed it" : "", anchored.Next is null ? "" : $"{_sequence} entries");
        return Difference;
    }

    private static LedgerDifference? IdDifference(LedgerAccount account)
    {
        var owned = account.Kind == LedgerAccountKind.Person ? account is { PersonId: not null, DivisionCode: null } : account is { PersonId: null, DivisionCode: not null };
        var id = owned ? account.Key.AccountId(account.Unit) : Guid.Empty;
        return id == account.AccountId ? null : new(LedgerFault.AccountId, account.AccountId, null, null, id.ToString(), account.AccountId.ToString());
    }

    private void Expect<T>(LedgerFault fault, LedgerEntry? entry, T expected, T found) where T : notnull
    {
        if (Difference is null && !expected.Equals(found))
        {
            Difference = new(fault, account.AccountId, entry?.Sequence, entry?.TransferId, Text(expected), Text(found));
        }
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    private static string Text<T>(T value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
