using Weiguang.Activities.Domain;

namespace Weiguang.Simulation.Activities;

/// <summary>What goes otherwise than it should at an activity's door.</summary>
[Flags]
internal enum Quirk
{
    None = 0,

    /// <summary>The old ones are checked in with one and the same phone.</summary>
    OnePhone = 1,

    /// <summary>All are ticked on the list by one press when they come, and by one when they go: honest, and no case.</summary>
    Ticked = 2,

    /// <summary>Some are there, but cannot check in: no signal, no battery.</summary>
    NoSignal = 4,

    /// <summary>Some go home without checking out.</summary>
    Forgetful = 8,

    /// <summary>A program of the organiser's ticks all of them, one a second: made up, the one cheat among honest people.</summary>
    Clockwork = 16,
}

/// <summary>Spreads the quirks, so that organisers and desks have something to look into.</summary>
internal static class Quirks
{
    private const int FewestPeople = 5;

    public static void Spread(IReadOnlyList<Gathering> fridays, IReadOnlyList<Gathering> others, DateTime now)
    {
        var held = fridays.Where(g => g.Activity.EndsAt.AddHours(1) < now).Reverse().ToList();
        foreach (var (friday, quirk) in held.Zip([Quirk.OnePhone | Quirk.NoSignal, Quirk.NoSignal, Quirk.None, Quirk.OnePhone, Quirk.None, Quirk.NoSignal]))
        {
            friday.Quirk = quirk;
        }

        // The fullest: who ticks a whole list at once has many on it.
        Gathering? Ticked(int from, int to) => others.Where(g => g.Activity.TeamId is not null && g.Activity.Status != ActivityStatus.Cancelled && g.Quirk == Quirk.None
            && g.Activity.EndsAt < now.AddDays(-from) && g.Activity.EndsAt > now.AddDays(-to) && Fullest(g) >= FewestPeople).MaxBy(Fullest);

        static int Fullest(Gathering g) => g.Activity.Shifts.Max(shift => g.Of(shift).Count(s => s.Status == SignupStatus.Accepted));

        Ticked(1, 12)?.Quirk = Quirk.Clockwork;
        Ticked(12, 40)?.Quirk = Quirk.Ticked;
    }
}
