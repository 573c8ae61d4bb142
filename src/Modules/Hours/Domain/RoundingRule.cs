using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Weiguang.Hours.Domain;

/// <summary>How a division and everything below it rounds hours. Without one nothing is rounded: actual time counts (Order 67, article 7).</summary>
internal sealed class RoundingRule
{
    /// <summary>0 for the whole country.</summary>
    public required long DivisionCode { get; init; }

    public string Name { get; set; } = "";

    /// <summary>What is left over a full hour counts as <see cref="Counts"/> at the same place when it is not longer than this, in minutes; rising. 大足: 15, 45, 60.</summary>
    public int[] UpTo { get; set; } = [];

    /// <summary>大足: 0, 30, 60.</summary>
    public int[] Counts { get; set; } = [];

    /// <summary>Counts nothing below this share of the shift, in percent; 0 for no such rule. Yunnan: 60.</summary>
    public int LeastPercent { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<RoundingRule>
    {
        public void Configure(EntityTypeBuilder<RoundingRule> rule)
        {
            rule.ToTable("hours_rounding_rule").IsReference();
            rule.HasKey(r => r.DivisionCode);
            rule.Property(r => r.DivisionCode).ValueGeneratedNever();
            rule.Property(r => r.Name).HasMaxLength(60);
        }
    }
}
