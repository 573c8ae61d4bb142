using Weiguang.Activities.Domain;
using Weiguang.Kernel.Geo;

namespace Weiguang.Activities.Finding;

/// <summary>An activity in a list.</summary>
/// <param name="Free">Seats free in shifts that have not begun.</param>
public sealed record FoundActivity(
    Guid Id, string Title, string Category, long DivisionCode, string Place, double? Lat, double? Lon, string Organiser, RecruitScope Recruit, ActivityStatus Status,
    DateTime OpensAt, DateTime ClosesAt, DateTime StartsAt, DateTime EndsAt, int Free)
{
    /// <summary>Seats taken in shifts that are not over.</summary>
    public int Going { get; init; }

    /// <summary>How far it is from where was asked.</summary>
    public double? Metres { get; init; }

    /// <summary>0 when all that was asked for stands in the title, else 1.</summary>
    public int Relevance { get; init; }

    public GeoPoint? Position => Lat is { } lat && Lon is { } lon ? new GeoPoint(lat, lon) : null;

    public ActivityPhase PhaseAt(DateTime now) =>
        now >= StartsAt ? ActivityPhase.Running
        : Status is ActivityStatus.Draft or ActivityStatus.PendingReview ? ActivityPhase.UnderReview
        : Status == ActivityStatus.Paused || now >= ClosesAt ? ActivityPhase.SignupClosed
        : now < OpensAt ? ActivityPhase.NotYetOpen : ActivityPhase.Recruiting;
}
