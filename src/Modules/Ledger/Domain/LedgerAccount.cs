using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Ledger.Domain;

/// <summary>The head of one account's chain: its balance, how many entries it has, and the hash of the last one.</summary>
internal sealed class LedgerAccount : IScoped<LedgerAccount>
{
    public static readonly byte[] NoHash = new byte[32];

    public required Guid AccountId { get; init; }

    public required LedgerAccountKind Kind { get; init; }

    public Guid? PersonId { get; init; }

    public long? DivisionCode { get; init; }

    public required LedgerUnit Unit { get; init; }

    /// <summary>Of a person never below nothing, of an issuer never above: the database refuses what would pass it.</summary>
    public long Balance { get; private set; }

    /// <summary>Number of the last entry. It grows with every change, so it is the concurrency token too.</summary>
    public long Sequence { get; private set; }

    public byte[] LastHash { get; private set; } = NoHash;

    public LedgerAccountKey Key => new(Kind, PersonId, DivisionCode);

    /// <summary>Persons see their own accounts, staff the issuers of their range.</summary>
    public static Expression<Func<LedgerAccount, Viewer, bool>> VisibleTo => (account, viewer) =>
        viewer.All || account.PersonId == viewer.PersonId || (account.DivisionCode >= viewer.From && account.DivisionCode < viewer.To);

    /// <summary>Adds one leg of a transfer to the end of the chain.</summary>
    public LedgerEntry Append(LedgerMove move, Guid counterpartyId, int amount, DateTime now)
    {
        Balance += amount;
        Sequence++;
        var entry = LedgerEntry.Of(this, move, counterpartyId, amount, now);
        LastHash = entry.Hash;
        return entry;
    }

    private sealed class Mapping : IEntityTypeConfiguration<LedgerAccount>
    {
        public void Configure(EntityTypeBuilder<LedgerAccount> account)
        {
            account.ToTable("ledger_account", table => table.HasCheckConstraint("ck_ledger_account_limit", "CASE kind WHEN 'Person' THEN balance >= 0 ELSE balance <= 0 END")).InFamily("account", nameof(AccountId)).HasKey(a => a.AccountId);
            account.Property(a => a.AccountId).ValueGeneratedNever();
            account.Property(a => a.Sequence).IsConcurrencyToken();
            account.Property(a => a.LastHash).HasMaxLength(32);
            account.Ignore(a => a.Key);
            account.HasIndex(a => a.DivisionCode);
        }
    }
}
