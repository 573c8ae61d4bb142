using Weiguang.People;

namespace Weiguang.Teams;

/// <summary>What one person does here that others must handle, and how often one may.</summary>
internal static class TeamVerbs
{
    /// <summary>Leaving and coming back counts each time one comes.</summary>
    public static readonly Verb Join = new("teams.join", PerHour: 10, PerDay: 30);

    public static readonly Verb Broadcast = new("teams.broadcast", PerHour: 10, PerDay: 30);

    public static readonly Verb Found = new("teams.found", PerHour: 10, PerDay: 30);
}
