using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Domain;

/// <summary>The rules of hours that a division may set for itself and everything below it.</summary>
internal enum RuleKind
{
    [Phrase("时长取整")] Rounding,
    [Phrase("补录限额和公示")] Backfill,
    [Phrase("两处相隔太远，来不及")] Travel,
    [Phrase("一部手机给很多人签到")] Device,
    [Phrase("几分钟内勾了很多人")] Crowd,
    [Phrase("半夜的时长")] Night,
    [Phrase("补录占比太高")] BackfillShare,
    [Phrase("所有人分秒不差")] Identical,
}

/// <summary>Who changed a rule of a division, when, and what held before and after. Written once, never changed; its number keeps two who change the same rule at once apart.</summary>
internal sealed class RuleChange
{
    /// <summary>0 for the whole country.</summary>
    public required long DivisionCode { get; init; }

    public required RuleKind Rule { get; init; }

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
            change.ToTable("hours_rule_change").IsReference();
            change.HasKey(c => new { c.DivisionCode, c.Rule, c.Sequence });
            change.Property(c => c.DivisionCode).ValueGeneratedNever();
            change.Property(c => c.Sequence).ValueGeneratedNever();
            change.Property(c => c.Rule).HasMaxLength(20);
            change.Property(c => c.Before).HasMaxLength(500);
            change.Property(c => c.After).HasMaxLength(500);
        }
    }
}
