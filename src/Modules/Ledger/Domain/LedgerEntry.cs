using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Ledger.Domain;

/// <summary>One leg of a transfer in one account's chain. Written once; the database refuses to change or delete it.</summary>
internal sealed class LedgerEntry : IScoped<LedgerEntry>
{
    public required Guid AccountId { get; init; }

    /// <summary>1, 2, 3 … without gaps within the account.</summary>
    public required long Sequence { get; init; }

    public required Guid TransferId { get; init; }

    /// <summary>The account of the other leg.</summary>
    public required Guid CounterpartyId { get; init; }

    /// <summary>Positive when the account receives.</summary>
    public required long Amount { get; init; }

    public required long BalanceAfter { get; init; }

    public required DateTime OccurredAt { get; init; }

    public required DateTime RecordedAt { get; init; }

    public required string SourceKind { get; init; }

    public required Guid SourceId { get; init; }

    public required string Narrative { get; init; }

    /// <summary>A JSON array of strings, sealed. The hash covers the sealed text, so that whoever may not read it can check the chain all the same.</summary>
    public required Sealed Args { get; init; }

    public required EvidenceGrade? Evidence { get; init; }

    public required Guid? Reverses { get; init; }

    public required byte[] PreviousHash { get; init; }

    public byte[] Hash { get; private set; } = [];

    public LedgerAccount? Account { get; private set; }

    public static Expression<Func<LedgerEntry, Viewer, bool>> VisibleTo => (entry, viewer) =>
        viewer.All || entry.Account!.PersonId == viewer.PersonId
        || (entry.Account.DivisionCode >= viewer.From && entry.Account.DivisionCode < viewer.To);

    public static LedgerEntry Of(LedgerAccount account, LedgerMove move, Guid counterpartyId, int amount, DateTime now)
    {
        var entry = new LedgerEntry
        {
            AccountId = account.AccountId,
            Sequence = account.Sequence,
            TransferId = move.TransferId,
            CounterpartyId = counterpartyId,
            Amount = amount,
            BalanceAfter = account.Balance,
            OccurredAt = ToMicroseconds(move.OccurredAt),
            RecordedAt = ToMicroseconds(now),
            SourceKind = move.SourceKind,
            SourceId = move.SourceId,
            Narrative = move.Narrative,
            Args = move.Args,
            Evidence = move.Evidence,
            Reverses = move.Reverses,
            PreviousHash = account.LastHash,
        };
        entry.Hash = EntryHash.Of(entry);
        return entry;
    }

    // PostgreSQL keeps microseconds; a hash over finer ticks could never be checked again.
    internal static DateTime ToMicroseconds(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);

    private sealed class Mapping : IEntityTypeConfiguration<LedgerEntry>
    {
        public void Configure(EntityTypeBuilder<LedgerEntry> entry)
        {
            entry.ToTable("ledger_entry").InFamily("account", nameof(AccountId)).HasKey(e => new { e.AccountId, e.Sequence });
            entry.HasIndex(e => new { e.AccountId, e.TransferId }).IsUnique();
            entry.HasIndex(e => e.TransferId);
            entry.HasOne(e => e.Account).WithMany().HasForeignKey(e => e.AccountId).OnDelete(DeleteBehavior.Restrict);
            entry.Property(e => e.SourceKind).HasMaxLength(30);
            entry.Property(e => e.Narrative).HasMaxLength(30);
            entry.Property(e => e.Args).HasMaxLength(8060);
            entry.Property(e => e.PreviousHash).HasMaxLength(32);
            entry.Property(e => e.Hash).HasMaxLength(32);
        }
    }
}
