using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Regions;

namespace Weiguang.Hours.Domain;

/// <summary>How much may be entered afterwards in a division and below it, and how long it is shown.</summary>
/// <param name="Percent">Of the team's proven hours of the last three months.</param>
/// <param name="LeastMinutes">What every team may enter in a month at least.</param>
/// <param name="PublicityDays">Working days of publicity.</param>
internal sealed record BackfillRule(int Percent, int LeastMinutes, int PublicityDays)
{
    public static readonly BackfillRule National = new(10, 20 * 60, 3);

    public static BackfillRule Of(RuleNumbers numbers) => new(numbers["percent"]!.Value, numbers["leastMinutes"]!.Value, numbers["publicityDays"]!.Value);

    /// <summary>What satisfies both, of a place and of the home of the team that serves there.</summary>
    public BackfillRule And(BackfillRule? other) => other is null ? this
        : new(Math.Min(Percent, other.Percent), Math.Min(LeastMinutes, other.LeastMinutes), Math.Max(PublicityDays, other.PublicityDays));

    /// <param name="proven">The team's proven minutes of the last three months.</param>
    public long Quota(long proven) => Math.Max(LeastMinutes, proven * Percent / 100);
}

/// <summary>What a team has entered afterwards in a month; changed only by a conditional update, so two forms at once cannot pass the limit together.</summary>
internal sealed class BackfillUse
{
    /// <summary>The team; for engagements without one, an id made from the division.</summary>
    public required Guid TeamId { get; init; }

    /// <summary>yyyyMM in China's calendar.</summary>
    public required int Month { get; init; }

    public int Minutes { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<BackfillUse>
    {
        public void Configure(EntityTypeBuilder<BackfillUse> use)
        {
            use.ToTable("hours_backfill_use").InFamily("team", nameof(TeamId)).IsInternal("Minutes of a team and month, for the limit alone.");
            use.HasKey(u => new { u.TeamId, u.Month });
            use.Property(u => u.Month).ValueGeneratedNever();
        }
    }
}

/// <summary>That a picture serves as proof: the same one proves nothing a second time, whoever brings it, unless what it was brought for came to nothing.</summary>
internal sealed class UsedPicture
{
    /// <summary>SHA-256 of the file as it was sent, or as it is shown here: a row for each.</summary>
    public required string Hash { get; init; }

    public required Guid SourceId { get; init; }

    /// <summary>The record or the backfill it was brought to.</summary>
    public required Guid HolderId { get; init; }

    /// <summary>What it serves there, see <see cref="Said.RecordPhoto.SaidId"/>; a backfill itself.</summary>
    public required Guid? SaidId { get; init; }

    public required DateTime At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<UsedPicture>
    {
        public void Configure(EntityTypeBuilder<UsedPicture> picture)
        {
            picture.ToTable("hours_used_picture").InFamily("picture", nameof(Hash)).IsInternal("Hashes of pictures that have served, compared and never shown.");
            picture.HasKey(p => p.Hash);
            picture.Property(p => p.Hash).HasMaxLength(64);
            picture.HasIndex(p => p.HolderId);
        }
    }
}
