using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Regions.Domain;

/// <summary>What a division has set for itself and everything below it from a day on; see <see cref="RuleSheet"/>. Kept when a later one takes its place: what happened on a day is judged by what held then.</summary>
internal sealed class Rule
{
    /// <summary>Before anything was counted.</summary>
    public static readonly DateOnly Beginning = new(2000, 1, 1);

    /// <summary>0 for the whole country.</summary>
    public required long DivisionCode { get; init; }

    /// <summary>See <see cref="RuleSheet.Code"/>.</summary>
    public required string Code { get; init; }

    /// <summary>A day in China, from its midnight on.</summary>
    public DateOnly FromDay { get; init; } = Beginning;

    /// <summary>JSON of numbers by name; null where the division goes by what it inherits.</summary>
    public required string? Numbers { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Rule>
    {
        public void Configure(EntityTypeBuilder<Rule> rule)
        {
            rule.ToTable("regions_rule").IsReference();
            rule.HasKey(r => new { r.DivisionCode, r.Code, r.FromDay });
            rule.Property(r => r.DivisionCode).ValueGeneratedNever();
            rule.Property(r => r.FromDay).ValueGeneratedNever();
            rule.Property(r => r.Code).HasMaxLength(40);
            rule.Property(r => r.Numbers).HasMaxLength(500);
        }
    }
}

/// <summary>A change of a rule of a division: who proposed it, what held and what would, and what became of it. Its number keeps two who change the same rule at once apart.</summary>
internal sealed class RuleChange
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required long DivisionCode { get; init; }

    public required string Code { get; init; }

    public required int Sequence { get; init; }

    /// <summary>JSON of numbers by name: what held here before, own or inherited.</summary>
    public required string Before { get; init; }

    public required string After { get; init; }

    /// <summary>The division gives its own rule up.</summary>
    public required bool IsReset { get; init; }

    public required Guid By { get; init; }

    public required DateTime At { get; init; }

    /// <summary>From which day on it is meant to hold; once approved, from which it does.</summary>
    public DateOnly FromDay { get; private set; } = Rule.Beginning;

    public RuleChangeState State { get; private set; } = RuleChangeState.Approved;

    public Guid? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    public string Decision { get; private set; } = "";

    /// <summary>It waits for somebody else from now on.</summary>
    public RuleChange Propose(DateOnly from)
    {
        (FromDay, State) = (from, RuleChangeState.Waiting);
        return this;
    }

    /// <param name="from">The earliest day from which it may hold.</param>
    public void Decide(RuleChangeState state, DateOnly from, string decision, Guid by, DateTime now) =>
        (State, FromDay, Decision, DecidedBy, DecidedAt) = (state, FromDay > from ? FromDay : from, decision, by, now);

    internal sealed class Mapping : IEntityTypeConfiguration<RuleChange>
    {
        public void Configure(EntityTypeBuilder<RuleChange> change)
        {
            change.ToTable("regions_rule_change").IsReference();
            change.HasKey(c => new { c.DivisionCode, c.Code, c.Sequence });
            change.Property(c => c.DivisionCode).ValueGeneratedNever();
            change.Property(c => c.Sequence).ValueGeneratedNever();
            change.Property(c => c.Code).HasMaxLength(40);
            change.Property(c => c.Before).HasMaxLength(500);
            change.Property(c => c.After).HasMaxLength(500);
            change.Property(c => c.Decision).HasMaxLength(500).IsSealed(Personal.Note);
            // One at a time: what the next one changes is known only when this one is decided.
            change.HasIndex(c => new { c.DivisionCode, c.Code }).IsUnique().HasFilter("state = 'Waiting'");
            change.HasIndex(c => c.Id).IsUnique();
        }
    }
}
