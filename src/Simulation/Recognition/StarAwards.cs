using Weiguang.Kernel.Time;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Stars;
using Weiguang.Regions;
using Weiguang.Simulation.Orders;
using Weiguang.Simulation.People;

namespace Weiguang.Simulation.Recognition;

/// <summary>
/// Stars of those whose hours reached the first level: proposed at the next full hour, certified by the county's coordinator, shown in public, awarded. The
/// latest still lies on the coordinator's desk, the one before is in publicity.
/// </summary>
internal sealed class StarAwards(World world, Story story, WorkCalendar workdays, Chance chance)
{
    private const int Level = 1;
    private static readonly StarRule Rule = StarRule.National;
    private readonly Guid _coordinator = world.Players.Coordinator.Id;

    public List<object> Rows { get; } = [];

    public void Give()
    {
        var volunteers = world.Helpers.ToDictionary(h => h.Id);
        var reached = Reached().Where(r => volunteers.ContainsKey(r.Person)).OrderBy(r => r.At).ToList();
        var others = reached.Where(r => r.Person != world.Players.Volunteer.Id).Select(r => r.Person).Reverse().ToList();
        foreach (var (person, at, minutes) in reached)
        {
            var proposed = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerHour)).AddHours(1);
            if (proposed <= world.Now)
            {
                Give(volunteers[person], minutes, proposed, others.IndexOf(person));
            }
        }
    }

    /// <param name="turn">How many of the others came later: 0 for the last one.</param>
    private void Give(Helper volunteer, long minutes, DateTime proposed, int turn)
    {
        var star = StarCase.Propose(volunteer.Id, Level, volunteer.Profile.DivisionCode, minutes, proposed, chance.Id(proposed));
        Rows.Add(star);
        Write(star, Guid.Empty, proposed);
        var certified = turn == 1 ? Later(proposed.AddMinutes(5), world.Now.AddHours(-22)) : Rhythm.Manned(proposed.AddHours(chance.Around(20, 0.5)), false, chance);
        if (turn == 0 || certified > world.Now)
        {
            return;
        }

        var until = workdays.After(DateOnly.FromDateTime(certified.ToShanghai()), Rule.PublicityDays).EndInShanghai();
        star.Certify(until, certified);
        Write(star, _coordinator, certified);
        if (until <= world.Now)
        {
            var awarded = Earlier(until.AddMinutes(chance.Between(0.1, 4.9)), world.Now);
            star.Award(awarded);
            Write(star, Guid.Empty, awarded);
        }
    }

    private void Write(StarCase star, Guid by, DateTime at)
    {
        Rows.Add(StarEvent.Of(star, by, "", at, chance.Id(at)));
        var (kind, words) = StarNews.Says(star);
        story.Tell(star.PersonId, kind, StarNews.Mine, at, words);
    }

    /// <summary>Who has the hours now, since when, and how many they were then.</summary>
    private IEnumerable<(Guid Person, DateTime At, long Minutes)> Reached()
    {
        foreach (var own in story.Minutes.GroupBy(m => m.Person))
        {
            var (sum, since, then) = (0L, (DateTime?)null, 0L);
            foreach (var (_, at, minutes) in own.OrderBy(m => m.At))
            {
                sum += minutes;
                var enough = sum >= Rule.MinutesOf(Level);
                (since, then) = enough && since is null ? (at, sum) : enough ? (since, then) : (null, 0);
            }

            if (since is { } day)
            {
                yield return (own.Key, day, then);
            }
        }
    }

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}
