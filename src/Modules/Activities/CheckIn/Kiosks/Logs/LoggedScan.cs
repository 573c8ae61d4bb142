using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Activities.Domain;
using Weiguang.Hours;

namespace Weiguang.Activities.CheckIn.Kiosks.Logs;

/// <summary>One entry of a kiosk's log as it came home: sent again it is known, and worth what it was worth then.</summary>
internal sealed class LoggedScan : IPartOf<LoggedScan, Activity>, IOfActivity
{
    public static Expression<Func<LoggedScan, Activity, Viewer, bool>> PartOf { get; } = Running.ForWhoRuns<LoggedScan>();

    public required Guid ActivityId { get; init; }

    /// <summary>The kiosk's nonce, as in what became of the reading.</summary>
    public required Guid Id { get; init; }

    public required Guid KioskId { get; init; }

    public required int Number { get; init; }

    public required string Hash { get; init; }

    /// <summary>What is wrong with its time; none for most.</summary>
    public required LogFault Fault { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<LoggedScan>
    {
        public void Configure(EntityTypeBuilder<LoggedScan> scan)
        {
            scan.ToTable("activities_kiosk_entry").InFamily("activity", nameof(ActivityId));
            scan.HasKey(s => new { s.ActivityId, s.Id });
            scan.Property(s => s.Id).ValueGeneratedNever();
            scan.Property(s => s.Hash).HasMaxLength(KioskEntry.HashLetters);
            scan.HasIndex(s => new { s.ActivityId, s.KioskId, s.Number }).IsUnique();
        }
    }
}
