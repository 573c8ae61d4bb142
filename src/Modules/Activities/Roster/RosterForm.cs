namespace Weiguang.Activities.Roster;

public enum RosterStep { Approve, Refuse, Remove, Call, Invite }

/// <summary>What the small forms of the list post; each uses some of it.</summary>
public sealed class RosterForm
{
    public RosterStep? Step { get; set; }

    public Guid ShiftId { get; set; }

    public Guid VolunteerId { get; set; }

    /// <summary>How the person stood on the list that was shown.</summary>
    public Domain.SignupStatus? Seen { get; set; }

    public string? Reason { get; set; }

    /// <summary>Volunteer numbers and phones to invite, one each line.</summary>
    public string? Named { get; set; }

    /// <summary>A team of the viewer's to invite whole.</summary>
    public Guid? TeamId { get; set; }

    public string? Words { get; set; }
}
