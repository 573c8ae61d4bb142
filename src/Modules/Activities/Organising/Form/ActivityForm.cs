using Weiguang.Activities.Domain;

namespace Weiguang.Activities.Organising.Form;

/// <summary>The activity form as it is posted: everything typed stays text, so that nothing is lost when it comes back. Times stand in one list, and each post says how many it needs at each.</summary>
public sealed class ActivityForm
{
    /// <summary>team:id or station:id.</summary>
    public string? Organiser { get; set; }

    public string? Project { get; set; }

    public string? Title { get; set; }

    public string? Category { get; set; }

    public long? Division { get; set; }

    public string? Place { get; set; }

    /// <summary>"45.335, 122.787"</summary>
    public string? Position { get; set; }

    public string? Datum { get; set; }

    /// <summary>Where the phone is; takes the place of what was typed.</summary>
    public HereInput? Here { get; set; }

    public string? Description { get; set; }

    public string? ContactName { get; set; }

    public string? ContactPhone { get; set; }

    public string? Bring { get; set; }

    public Risk Risk { get; set; }

    public string? RiskNotice { get; set; }

    public string? Insurer { get; set; }

    public string? PolicyNumber { get; set; }

    public string? CoveredUntil { get; set; }

    public List<string>? Guarantees { get; set; }

    public List<string>? Beneficiaries { get; set; }

    public List<TimeRow>? Times { get; set; }

    public List<PostRow>? Posts { get; set; }

    public string? OpensAt { get; set; }

    public string? ClosesAt { get; set; }

    public RecruitScope Recruit { get; set; }

    public string? Code { get; set; }

    public string? MinAge { get; set; }

    public string? MaxAge { get; set; }

    public string? MinStar { get; set; }

    public string? MinHours { get; set; }

    public List<string>? Skills { get; set; }

    public List<string>? Categories { get; set; }

    public string? Within { get; set; }

    public bool Agreement { get; set; }

    public bool Foreign { get; set; }

    public string? WaitingLimit { get; set; }

    public string? CancelHours { get; set; } = "12";

    public string? FenceMetres { get; set; } = "300";

    public string? SlackMinutes { get; set; } = "30";

    public List<CheckInWays>? Ways { get; set; }

    /// <summary>Empty, weekly or monthly.</summary>
    public string? Every { get; set; }

    public string? Interval { get; set; }

    /// <summary>Weekdays as RFC 5545 writes them.</summary>
    public List<string>? Days { get; set; }

    /// <summary>1 to 5, or -1 for the last one of a month.</summary>
    public string? Nth { get; set; }

    public string? Until { get; set; }

    /// <summary>Of an activity in a series: change those that come after as well.</summary>
    public bool Following { get; set; }

    /// <summary>Shifts with people in them of which the organiser was told that saving calls them off.</summary>
    public string? Asked { get; set; }

    /// <summary>The version that was shown.</summary>
    public int Version { get; set; }

    /// <summary>Which button: save, publish, organiser, add-time, add-post, drop-time-0, drop-post-0.</summary>
    public string? Do { get; set; }

    /// <summary>The kind of row that was just asked for, time or post: the page comes back to it.</summary>
    internal string? Added => Do?.Split('-') is ["add", var what] ? what : null;

    /// <summary>One post at one time, as nearly everything is.</summary>
    internal bool IsPlain => Times is [_] && Posts is [_];
}

public sealed class HereInput
{
    public string? Lat { get; set; }

    public string? Lon { get; set; }

    public string? Accuracy { get; set; }
}

public sealed class TimeRow
{
    public string? Day { get; set; }

    public string? From { get; set; }

    /// <summary>Not after <see cref="From"/>: on the next day.</summary>
    public string? To { get; set; }

    public string? Break { get; set; }

    /// <summary>The <see cref="Span"/> that was said to be meant although it is odd: other hours are asked about anew.</summary>
    public string? Sure { get; set; }

    internal string Span => $"{From}-{To}";

    internal bool IsSure => Sure == Span;
}

public sealed class PostRow
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Duties { get; set; }

    public string? Skill { get; set; }

    /// <summary>One for each time.</summary>
    public List<SeatCell>? Cells { get; set; }
}

public sealed class SeatCell
{
    /// <summary>Empty when the post is not needed at that time.</summary>
    public string? Seats { get; set; }

    public string? Shift { get; set; }
}
