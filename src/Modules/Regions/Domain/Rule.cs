using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Regions.Domain;

/// <summary>What a division has set for itself and everything below it; see <see cref="RuleSheet"/>.</summary>
internal sealed class Rule
{
    /// <summary>0 for the whole country.</summary>
    public required long DivisionCode { get; init; }

    /// <summary>See <see cref="RuleSheet.Code"/>.</summary>
    public required string Code { get; init; }

    /// <summary>JSON of numbers by name.</summary>
    public required string Numbers { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Rule>
    {
        public void Configure(EntityTypeBuilder<Rule> rule)
        {
            rule.ToTable("regions_rule").IsReference();
            rule.HasKey(r => new { r.DivisionCode, r.Code });
            rule.Property(r => r.DivisionCode).ValueGeneratedNever();
            rule.Property(r => r.Code).HasMaxLength(40);
            rule.Property(r => r.Numbers).HasMaxLength(500);
        }
    }
}

/// <summary>Who changed a rule of a division, when, and what held before and after. Written once, never changed; its number keeps two who change the same rule at once apart.</summary>
internal sealed class RuleChange
{
    public required long DivisionCode { get; init; }

    public required string Code { get; init; }

    public required int Sequence { get; init; }

    /// <summary>JSON of numbers by name: what held here before, own or inherited.</summary>
    public required string Before { get; init; }

    public required string After { get; init; }

    /// <summary>The division gave its own rule up.</summary>
    public required bool IsReset { get; init; }

    public required Guid By { get; init; }

    public required DateTime At { get; init; }

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
        }
    }
}
