namespace Weiguang.Activities;

/// <summary>What a region may set differently; section <c>Activities</c> of the configuration.</summary>
public sealed class ActivitySettings
{
    /// <summary>So many missed shifts within <see cref="NoShowDays"/> and the organiser has to confirm a sign-up; 0 switches it off.</summary>
    public int NoShows { get; set; } = 2;

    public int NoShowDays { get; set; } = 90;

    /// <summary>Shifts at different places closer together than this are worth a warning.</summary>
    public int GraceMinutes { get; set; } = 60;

    /// <summary>How long a freed seat is held for the next in line.</summary>
    public int HoldMinutes { get; set; } = 120;

    /// <summary>The same on the day of the shift.</summary>
    public int HoldMinutesOnTheDay { get; set; } = 10;

    /// <summary>How long a seat is held for a team member whom their leader signed up.</summary>
    public int GroupHoldHours { get; set; } = 48;

    /// <summary>Days after its end in which an activity is evaluated; then the clock closes it without.</summary>
    public int CloseDays { get; set; } = 30;

    /// <summary>Days after its end in which those on the list of an activity may still be told something.</summary>
    public int TellDays { get; set; } = 30;

    /// <summary>A position less exact than this proves nothing, in metres.</summary>
    public int WorstAccuracyMetres { get; set; } = 500;

    /// <summary>One in so many who come by the changing code is asked for the number that is told at the door, besides those whose scan looks sent on; 0 asks nobody.</summary>
    public int DoorShare { get; set; } = 4;
}
