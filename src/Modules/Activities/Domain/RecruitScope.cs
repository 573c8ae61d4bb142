namespace Weiguang.Activities.Domain;

/// <summary>Who an activity recruits from.</summary>
public enum RecruitScope
{
    Public,

    /// <summary>Members of the organising team.</summary>
    Team,

    /// <summary>Everybody who has the code; it also passes the other conditions that are the organiser's own choice.</summary>
    Code,

    /// <summary>Only who was invited; nobody else sees the activity.</summary>
    Closed,

    /// <summary>补录: recruits nobody, records what already happened.</summary>
    Backfill,
}

/// <summary>How dangerous an activity is; decides who reviews it and what the law asks for (Regulation 685, articles 16 to 18).</summary>
public enum Risk { Low, Raised, High }
