using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Activities.CheckIn.Kiosks.Logs;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Kernel.Security;

namespace Weiguang.Activities.CheckIn.Kiosks.Held;

/// <summary>Why a kiosk's reading was not booked by itself.</summary>
internal static class HeldReasons
{
    /// <summary>The kiosk was reported lost, or closed before this was read, or came home after its limit: it takes somebody's word.</summary>
    public const string Lost = "lost";
    public const string Closed = "closed";
    public const string Late = "late";

    public const string UnknownNumber = "unknown-number";
    public const string WrongTime = "wrong-time";
    public const string Own = "own";
}

/// <summary>
/// What a kiosk read and the desk did not take. It is kept as it was read, with the reason, until somebody who runs the activity settles it: nothing is lost because it came
/// late, and nothing counts that nobody answers for.
/// </summary>
internal sealed class HeldScan : IPartOf<HeldScan, Activity>, IOfActivity
{
    public static Expression<Func<HeldScan, Activity, Viewer, bool>> PartOf { get; } = Running.ForWhoRuns<HeldScan>();

    public const int NumberMost = 24;

    public required Guid ActivityId { get; init; }

    /// <summary>The kiosk's nonce.</summary>
    public required Guid Id { get; init; }

    public required Guid KioskId { get; init; }

    public required string Mark { get; init; }

    /// <summary>Of a card that was not on the kiosk's list; empty when the kiosk did not say it.</summary>
    public string Number { get; init; } = "";

    public required ProofEnd End { get; init; }

    /// <summary>By the kiosk's own clock.</summary>
    public required DateTime DeviceAt { get; init; }

    /// <summary>When it really was; null when the clock tells nothing that can be believed.</summary>
    public DateTime? At { get; init; }

    public required DateTime ReceivedAt { get; init; }

    /// <summary>Null while nobody with this number is on the list.</summary>
    public Guid? VolunteerId { get; init; }

    /// <summary>One of <see cref="HeldReasons"/>, or the desk's answer in a word.</summary>
    public required string Reason { get; init; }

    /// <summary>What the kiosk's log says of it: it is worth no more when somebody takes it.</summary>
    public required LogFault Fault { get; init; }

    public DateTime? SettledAt { get; private set; }

    /// <summary>Who settled it; empty when it was taken later by itself.</summary>
    public Guid? SettledBy { get; private set; }

    public bool IsTaken { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<HeldScan>
    {
        public void Configure(EntityTypeBuilder<HeldScan> scan)
        {
            scan.ToTable("activities_held_scan").InFamily("activity", nameof(ActivityId));
            scan.HasKey(s => new { s.ActivityId, s.Id });
            scan.Property(s => s.Id).ValueGeneratedNever();
            scan.Property(s => s.Mark).HasMaxLength(KioskIntake.MarkMost).IsSealed(Personal.Note); // What was typed may be anything.
            scan.Property(s => s.Number).HasMaxLength(NumberMost).IsSealed(Personal.Note);
            scan.Property(s => s.Reason).HasMaxLength(20);
        }
    }
}
