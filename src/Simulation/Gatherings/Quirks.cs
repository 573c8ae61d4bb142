using Weiguang.Activities.Domain;

namespace Weiguang.Simulation.Gatherings;

/// <summary>What goes otherwise than it should at an activity's door.</summary>
[Flags]
internal enum Quirk
{
    None = 0,

    /// <summary>The old ones are checked in with one and the same phone.</summary>
    OnePhone = 1,

    /// <summary>All are ticked on the list in one second when they come, and in one when they go.</summary>
    Ticked = 2,

    /// <summary>Some are there, but cannot check in: no signal, no battery.</summary>
    NoSignal = 4,

    /// <summary>Some go home without checking out.</summary>
    Forgetful = 8,
}

/// <summary>Spreads the quirks, so that organisers and desks have something to look into.</summary>
internal static class Quirks
{
    private const int FewestPeople = 6;

    public static void Spread(IReadOnlyList<Gathering> fridays, IReadOnlyList<Gathering> others, DateTime now)
    {
        var held = fridays.Where(g => g.Activity.EndsAt.AddHours(1) < now).Reverse().ToList();
        foreach (var (friday, quirk) in held.Zip([Quirk.OnePhone | Quirk.NoSignal, Quirk.NoSignal, Quirk.None, Quirk.None, Quirk.None, Quirk.NoSignal]))
        {
            friday.Quirk = quirk;
        }

        Gathering? Ticked(int from, int to) => others.FirstOrDefault(g => g.Activity.TeamId is not null && g.Activity.Status != ActivityStatus.Cancelled
            && g.Activity.EndsAt < now.AddDays(-from) && g.Activity.EndsAt > now.AddDays(-to) && g.Signups.Count(s => s.Status == SignupStatus.Accepted) >= FewestPeople && g.Quirk == Quirk.None);
        foreach (var gathering in new[] { Ticked(1, 7), Ticked(12, 30) }.OfType<Gathering>())
        {
            gathering.Quirk = Quirk.Ticked;
        }
    }
}
