using Weiguang.Ledger.Domain;

namespace Weiguang.Ledger.Verification;

/// <summary>What the anchors known at the beginning of a verification say about accounts: which heads they fixed, and that nothing recorded before them may stand outside.</summary>
internal sealed class AnchoredHeads(IReadOnlyDictionary<long, DateTime> takenAt)
{
    /// <summary>
    /// An entry gets its time before it is committed, by the clock of its node: one that is a little older than an anchor may have come after it. Nothing takes an hour to commit.
    /// </summary>
    private static readonly TimeSpan Underway = TimeSpan.FromHours(1);

    public long Last { get; } = takenAt.Count == 0 ? 0 : takenAt.Keys.Max();

    /// <summary>Checks one account's entries in turn against the heads fixed of it.</summary>
    /// <param name="heads">By sequence, up to <see cref="Last"/>.</param>
    public Walk Begin(IReadOnlyList<LedgerHead> heads) => new(this, heads);

    private DateTime? Earliest(long number) => takenAt.TryGetValue(number, out var taken) ? taken - Underway : null;

    internal sealed class Walk(AnchoredHeads all, IReadOnlyList<LedgerHead> heads)
    {
        private int _at;

        /// <summary>The next head that no entry has reached yet: whoever ends before it was cut.</summary>
        public LedgerHead? Next => _at < heads.Count ? heads[_at] : null;

        /// <summary>What is wrong with the next entry; null when nothing is.</summary>
        public (string Expected, string Found)? Check(LedgerEntry entry)
        {
            var missedBy = (Next?.AnchorNumber ?? all.Last + 1) - 1;
            if (all.Earliest(missedBy) is { } earliest && entry.RecordedAt < earliest)
            {
                return ($"recorded when anchor {missedBy} had been taken, which does not hold it", $"recorded at {EntryHash.Time(entry.RecordedAt)}");
            }

            if (Next is not { } head || head.Sequence != entry.Sequence)
            {
                return null;
            }

            _at++;
            return head.Hash.AsSpan().SequenceEqual(entry.Hash) ? null
                : ($"{Convert.ToHexStringLower(head.Hash)} as anchor {head.AnchorNumber} fixed it", Convert.ToHexStringLower(entry.Hash));
        }
    }
}
