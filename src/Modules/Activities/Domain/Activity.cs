using System.Linq.Expressions;
using Weiguang.Eligibility;
using Weiguang.Kernel.Geo;

namespace Weiguang.Activities.Domain;

/// <summary>Something volunteers do together, at a place, in one or more shifts. Everybody may see it once it is published, unless it is closed.</summary>
internal sealed partial class Activity : IScoped<Activity>
{
    /// <summary>Once published (also while a change is reviewed) and not closed; or the viewer runs it, oversees it, or was invited.</summary>
    public static Expression<Func<Activity, Viewer, bool>> VisibleTo { get; } = (activity, viewer) =>
        viewer.All
        || (activity.Recruit != RecruitScope.Closed && activity.PublishedAt != null)
        || (activity.DivisionCode >= viewer.From && activity.DivisionCode < viewer.To)
        || (activity.TeamId != null && viewer.TeamIds.Contains(activity.TeamId.Value))
        || (activity.LeadId == viewer.PersonId && viewer.PersonId != Guid.Empty)
        || viewer.Rows<InvitedTo>().Any(invited => invited.ActivityId == activity.Id && invited.PersonId == viewer.PersonId);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Title { get; set; }

    /// <summary>Markdown; shown sanitised.</summary>
    public string Description { get; set; } = "";

    /// <summary>What could happen and how one is careful; told when recruiting (Regulation 685, article 13).</summary>
    public string RiskNotice { get; set; } = "";

    public Risk Risk { get; set; }

    /// <summary>Code of the national service categories.</summary>
    public required string Category { get; set; }

    /// <summary>Codes of volunteer_guarantee.tsv.</summary>
    public string[] Guarantees { get; set; } = [];

    /// <summary>Codes of beneficiary_group.tsv.</summary>
    public string[] Beneficiaries { get; set; } = [];

    public required long DivisionCode { get; set; }

    /// <summary>Where one meets, in words. Public, so never somebody's home.</summary>
    public string Place { get; set; } = "";

    public double? Lat { get; set; }

    public double? Lon { get; set; }

    /// <summary>The organising team; null when a station organises it itself.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>Name of the organising team or station, as records and certificates will show it.</summary>
    public required string Organiser { get; set; }

    /// <summary>The person in charge 活动负责人.</summary>
    public required Guid LeadId { get; set; }

    public Guid? ProjectId { get; set; }

    /// <summary>Projects whose volunteers cannot take part here as well.</summary>
    public Guid[] ExclusiveWith { get; set; } = [];

    public Guid? SeriesId { get; set; }

    /// <summary>The day of the series this one stands for, in China's calendar; it stays when the day is moved.</summary>
    public DateOnly? SeriesDate { get; init; }

    /// <summary>When sign-up opens and closes.</summary>
    public required DateTime OpensAt { get; set; }

    public required DateTime ClosesAt { get; set; }

    /// <summary>From the first shift's start to the last one's end.</summary>
    public required DateTime StartsAt { get; set; }

    public required DateTime EndsAt { get; set; }

    /// <summary>Whom those call who are signed up, and on which number; both empty for <see cref="LeadId"/>.</summary>
    public string ContactName { get; set; } = "";

    public string ContactPhone { get; set; } = "";

    /// <summary>What one brings along, in a few words.</summary>
    public string Bring { get; set; } = "";

    public RecruitScope Recruit { get; set; }

    /// <summary>Handed out by the organiser: lets one in whatever the recruit scope is. Empty when there is none.</summary>
    public string Code { get; set; } = "";

    public Conditions Conditions { get; set; } = Conditions.None;

    /// <summary>People from abroad take part; the law then asks for a written agreement.</summary>
    public bool Foreign { get; set; }

    /// <summary>Who insures the volunteers, and until when; asked for before dangerous work (Regulation 685, article 17).</summary>
    public string Insurer { get; set; } = "";

    public string PolicyNumber { get; set; } = "";

    public DateTime? CoveredUntil { get; set; }

    /// <summary>How long the waiting list may get; null without end, 0 for none.</summary>
    public int? WaitingLimit { get; set; }

    /// <summary>Volunteers cancel by themselves until so many hours before their shift.</summary>
    public int CancelHours { get; set; } = 12;

    /// <summary>How near one must be to check in by position, in metres; 0 without a fence.</summary>
    public int FenceMetres { get; set; } = 300;

    /// <summary>Check-in opens so many minutes before the shift, and one may check out until so many minutes after it; what counts is the shift.</summary>
    public int SlackMinutes { get; set; } = 30;

    public CheckInWays Ways { get; set; } = CheckInWays.All;

    public required DateTime CreatedAt { get; init; }

    public ActivityStatus Status { get; private set; } = ActivityStatus.Draft;

    public DateTime StatusAt { get; private set; }

    public DateTime? PublishedAt { get; private set; }

    public int StoryLength { get; private set; }

    /// <summary>Rises with every change: calendars and the seat desk compare it.</summary>
    public int Version { get; private set; }

    public List<Post> Posts { get; } = [];

    public List<Shift> Shifts { get; } = [];

    public List<Invitation> Invitations { get; } = [];

    public List<ActivityEvent> Story { get; } = [];

    public GeoPoint? Position => Lat is { } lat && Lon is { } lon ? new GeoPoint(lat, lon) : null;

    /// <summary>It was out, and what was changed of it since has not been approved.</summary>
    public bool IsSentBack => PublishedAt is not null && Status == ActivityStatus.Draft;

    /// <summary>A change of what was out waits for a yes, or did not get it: others see what was approved, and nobody signs up.</summary>
    public bool IsUnapproved => IsUnapprovedAs(Status, PublishedAt);

    public static bool IsUnapprovedAs(ActivityStatus status, DateTime? publishedAt) => publishedAt is not null && status is (ActivityStatus.Draft or ActivityStatus.PendingReview);

    /// <summary>Dangerous work begins only when everybody is insured.</summary>
    public bool LacksCover => Risk == Risk.High && (Insurer.Length == 0 || PolicyNumber.Length == 0 || CoveredUntil < EndsAt || CoveredUntil is null);

    public ActivityPhase PhaseAt(DateTime now) => Status switch
    {
        ActivityStatus.Draft or ActivityStatus.PendingReview when PublishedAt is null => ActivityPhase.Hidden,
        ActivityStatus.Cancelled => ActivityPhase.CalledOff,
        ActivityStatus.Ended or ActivityStatus.Closed => ActivityPhase.Over,
        _ when now >= EndsAt => ActivityPhase.Over,
        _ when now >= StartsAt => ActivityPhase.Running,
        ActivityStatus.Draft or ActivityStatus.PendingReview => ActivityPhase.UnderReview,
        ActivityStatus.Paused => ActivityPhase.SignupClosed,
        _ when now < OpensAt => ActivityPhase.NotYetOpen,
        ActivityStatus.Published => now < ClosesAt ? ActivityPhase.Recruiting : ActivityPhase.SignupClosed,
    };
}

/// <summary>How one may check in. A face is no way of its own: whoever has checked in may add one (<c>Hours/Faces</c>).</summary>
[Flags]
public enum CheckInWays
{
    None = 0,

    /// <summary>The organiser shows a code that changes every 15 seconds.</summary>
    RotatingCode = 1,

    /// <summary>The volunteer's own card is scanned, by staff or at a kiosk.</summary>
    Card = 2,

    /// <summary>The phone's position inside the fence.</summary>
    Position = 4,

    /// <summary>The organiser ticks a list.</summary>
    List = 8,

    All = RotatingCode | Card | Position | List,
}
