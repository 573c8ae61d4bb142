using Weiguang.Hours.Proving;
using Weiguang.Kernel.Security;
using Weiguang.Projects;
using Weiguang.Projects.Domain;
using Weiguang.Regions;
using Weiguang.Simulation.Hours;
using Weiguang.Simulation.Orders;
using Weiguang.Simulation.Projects;
using Weiguang.Simulation.Recognition;

namespace Weiguang.Simulation.Activities;

/// <summary>Projects and activities of the county with what came of them: made after its orders, so that nobody sits where they have promised to be elsewhere.</summary>
internal sealed class Together(World world, Story story, ProjectSettings settings, WorkCalendar workdays, HoursClocks clocks, Vault vault, Chance chance)
{
    private const int CloseDays = 30;

    public IReadOnlyList<Project> Projects { get; private set; } = [];

    public IReadOnlyList<Gathering> Gatherings { get; private set; } = [];

    /// <summary>What belongs to no activity: series, stars, quotas.</summary>
    public IReadOnlyList<object> Beside { get; private set; } = [];

    public Together Make()
    {
        var rounds = new ProjectRounds(world, settings, chance.Branch("projects"));
        rounds.Found();
        var (calls, signups, presences) = (new ActivityCalls(world, chance.Branch("calls")), new Signups(world, chance.Branch("seats")), new Presences(world, chance.Branch("door")));
        List<Gathering> staged = [.. new PlayersActivities(world, rounds, calls, signups, presences, story).Play()];
        var neighbours = new Neighbours(world, story, signups, vault, chance.Branch("neighbours"));
        neighbours.WalkIn(staged[0]); // Was held, and counts.
        neighbours.WalkIn(staged[4]); // Goes on now.
        var series = new FridaySeries(world, rounds, calls, signups, chance.Branch("fridays"));
        var fridays = series.Hold();
        List<Gathering> others = [.. new Programme(world, rounds, calls, signups, chance.Branch("programme")).Hold()];
        Quirks.Spread(fridays, others, world.Now);
        List<Gathering> all = [.. staged, .. fridays, .. others];
        foreach (var gathering in all)
        {
            presences.Pass(gathering);
            calls.Finish(gathering, CloseDays);
        }

        neighbours.Remind(all);
        rounds.Count(all);
        (Projects, Gatherings, Beside) = (rounds.Projects, all, [series.Series!, .. neighbours.Of(staged[1], staged[2], rounds.Projects), .. Reckon(all, fridays)]);
        return this;
    }

    /// <summary>Records, hours, disputes and stars, in the order of time.</summary>
    private List<object> Reckon(List<Gathering> all, IReadOnlyList<Gathering> fridays)
    {
        var calendar = new Calendar(all.Min(g => g.Activity.CreatedAt));
        var said = new SaidProofs(workdays, calendar, chance.Branch("said"));
        var shiftRecords = new ShiftRecords(world, story, workdays, said, clocks, vault, calendar, chance.Branch("hours"));
        var disputes = new Disputes(world, story, shiftRecords, said, vault, calendar, chance.Branch("matters"));
        all.ForEach(shiftRecords.Expect);
        new AnomalyCases(world, story, shiftRecords, calendar, chance.Branch("suspicions")).Look(all, story.Cases);
        disputes.Expect([.. fridays.Where(g => g.Activity.EndsAt.AddHours(1) < world.Now).Reverse()]);
        calendar.Run(world.Now, _ => { });
        var awards = new StarAwards(world, story, workdays, chance.Branch("stars"));
        awards.Give();
        return [.. said.Rows, .. awards.Rows];
    }
}
