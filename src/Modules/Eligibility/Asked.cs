namespace Weiguang.Eligibility;

/// <summary>Through which door one comes to something.</summary>
public enum Door
{
    /// <summary>Everybody.</summary>
    Open,

    /// <summary>Members of its team.</summary>
    Team,

    /// <summary>Who has its code; the code also passes those conditions that are the organiser's own choice.</summary>
    Code,

    /// <summary>Who is asked by name.</summary>
    Invitation,
}

/// <summary>What is asked of whoever takes part; made from an activity and a post, or from an order.</summary>
/// <param name="TeamId">For <see cref="Door.Team"/>.</param>
/// <param name="Skill">Code that whoever comes must have, whatever else they are let off; empty when anybody may.</param>
/// <param name="Danger">Dangerous work: for grown-ups, and only under insurance cover (Regulation 685, articles 16 and 17; Shandong regulation, article 10).</param>
/// <param name="Covered">Insurance cover for the whole time is on record.</param>
public sealed record Asked(Conditions Conditions, Door Door, Guid? TeamId, string Skill, bool Danger, bool Covered)
{
    /// <summary>True when nothing about the volunteer has to be looked up but that they are one.</summary>
    public bool OnlyVolunteers => this is { Door: Door.Open, Danger: false, Skill: "", Conditions.AreNone: true };

    internal bool AsksAge => Danger || Conditions is { MinAge: not null } or { MaxAge: not null };
}
