using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Weiguang.Kernel.Security;

namespace Weiguang.Activities.Domain;

/// <summary>How somebody stands to a seat.</summary>
public enum SignupStatus
{
    /// <summary>Has a seat.</summary>
    Accepted,

    /// <summary>On the waiting list.</summary>
    Waiting,

    /// <summary>A seat is held until <see cref="Signup.HoldUntil"/>: freed for the next in line, or kept by a team leader; the person confirms or passes.</summary>
    Offered,

    /// <summary>A seat is held until the organiser says yes, because of missed shifts.</summary>
    Pending,

    /// <summary>Left by themselves.</summary>
    Cancelled,

    /// <summary>Did not want the seat offered to them.</summary>
    Passed,

    /// <summary>Did not answer in time.</summary>
    Lapsed,

    /// <summary>Taken out by the organiser, or the shift was called off.</summary>
    Removed,

    /// <summary>Had a seat and did not come.</summary>
    NoShow,
}

/// <summary>On which way somebody came to sign up.</summary>
public enum SignupWay
{
    Self,
    Code,
    Invitation,
    Group,

    /// <summary>Came to the door without having signed up; whoever runs it put them on the list.</summary>
    WalkIn,
}

/// <summary>One volunteer and one shift: a single row that lives through waiting, being offered, leaving and coming back.</summary>
internal sealed class Signup : IScoped<Signup>
{
    public static Expression<Func<Signup, Viewer, bool>> VisibleTo { get; } = (signup, viewer) =>
        viewer.All || signup.VolunteerId == viewer.PersonId
        || (signup.DivisionCode >= viewer.From && signup.DivisionCode < viewer.To)
        || (signup.TeamId != null && viewer.TeamIds.Contains(signup.TeamId.Value));

    public required Guid ActivityId { get; init; }

    public required Guid ShiftId { get; init; }

    public required Guid VolunteerId { get; init; }

    public SignupStatus Status { get; private set; }

    /// <summary>In which order people came to this shift.</summary>
    public int Place { get; private set; }

    public SignupWay Way { get; private set; }

    /// <summary>When they came, for this time.</summary>
    public DateTime At { get; private set; }

    public DateTime ChangedAt { get; private set; }

    /// <summary>Until when an offered seat is held.</summary>
    public DateTime? HoldUntil { get; private set; }

    /// <summary>Who invited, or took out.</summary>
    public Guid? ByPersonId { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>The shift's times, the activity's place, team and project, repeated so that one index tells what a volunteer has promised.</summary>
    public required DateTime StartsAt { get; set; }

    public required DateTime EndsAt { get; set; }

    public required long DivisionCode { get; init; }

    public Guid? TeamId { get; init; }

    public Guid? ProjectId { get; init; }

    /// <summary>Whether a seat of the shift is counted as taken by this row.</summary>
    public bool HoldsSeat => Status.HoldsSeat;

    public bool IsOn => Status.IsOn;

    /// <summary>Ended with its shift, and not before.</summary>
    public bool IsCalledOff(DateTime? offAt) => Status == SignupStatus.Removed && ChangedAt == offAt;

    public void Become(SignupStatus status, DateTime now, Guid? by = null, string reason = "", DateTime? holdUntil = null) =>
        (Status, ChangedAt, ByPersonId, Reason, HoldUntil) = (status, now, by, reason, holdUntil);

    public void Come(SignupStatus status, int place, SignupWay way, DateTime now, Guid? by = null, DateTime? holdUntil = null, string reason = "")
    {
        (Place, Way, At) = (place, way, now);
        Become(status, now, by, reason, holdUntil);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Signup>
    {
        public void Configure(EntityTypeBuilder<Signup> signup)
        {
            signup.ToTable("activities_signup").InFamily("activity", nameof(ActivityId));
            // No foreign key to the shift: a row is written only while its shift is locked, and checking it again would cost as much as writing it.
            signup.HasKey(s => new { s.ActivityId, s.ShiftId, s.VolunteerId });
            signup.Property(s => s.Reason).HasMaxLength(200).IsSealed(Personal.Note);
            signup.HasIndex(s => new { s.VolunteerId, s.EndsAt });
            signup.HasIndex(s => s.HoldUntil).HasFilter("hold_until IS NOT NULL");
        }
    }
}
