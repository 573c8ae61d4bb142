using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Security;
using Weiguang.Projects;
using Weiguang.Projects.Domain;
using Weiguang.Regions;
using Weiguang.Simulation.Folk;
using Weiguang.Simulation.Loop;

namespace Weiguang.Simulation.Gatherings;

/// <summary>Projects and activities of the county with what came of them: made after its orders, so that nobody sits where they have promised to be elsewhere.</summary>
internal sealed class Together(World world, Story story, ProjectRules rules, WorkCalendar workdays, HoursClocks clocks, Vault vault, Chance chance)
{
    private const int CloseDays = 30;

    public IReadOnlyList<Project> Projects { get; private set; } = [];

    public IReadOnlyList<Gathering> Gatherings { get; private set; } = [];

    /// <summary>What belongs to no activity: series, stars, quotas.</summary>
    public IReadOnlyList<object> Beside { get; private set; } = [];

    public Together Make()
    {
        var undertakings = new Undertakings(world, rules, chance.Branch("projects"));
        undertakings.Found();
        var (convening, seating, doorway) = (new Convening(world, chance.Branch("calls")), new Seating(world, chance.Branch("seats")), new Doorway(world, chance.Branch("door")));
        List<Gathering> staged = [.. new Stage(world, undertakings, convening, seating, doorway, story).Play()];
        var weekly = new Weekly(world, undertakings, convening, seating, chance.Branch("fridays"));
        var fridays = weekly.Hold();
        List<Gathering> others = [.. new Programme(world, undertakings, convening, seating, chance.Branch("programme")).Hold()];
        Quirks.Spread(fridays, others, world.Now);
        List<Gathering> all = [.. staged, .. fridays, .. others];
        foreach (var gathering in all)
        {
            doorway.Pass(gathering);
            convening.Finish(gathering, CloseDays);
        }

        undertakings.Count(all);
        (Projects, Gatherings, Beside) = (undertakings.Projects, all, [weekly.Series!, .. Reckon(all, fridays)]);
        return this;
    }

    /// <summary>Records, hours, disputes and stars, in the order of time.</summary>
    private List<object> Reckon(List<Gathering> all, IReadOnlyList<Gathering> fridays)
    {
        var calendar = new Calendar(all.Min(g => g.Activity.CreatedAt));
        var reckoning = new Reckoning(world, story, workdays, clocks, vault, calendar, chance.Branch("hours"));
        var matters = new Matters(world, story, reckoning, workdays, vault, calendar, chance.Branch("matters"));
        all.ForEach(reckoning.Expect);
        new Suspicions(world, reckoning, calendar, chance.Branch("suspicions")).Look(all, story.Cases);
        matters.Expect([.. fridays.Where(g => g.Activity.EndsAt.AddHours(1) < world.Now).Reverse()]);
        calendar.Run(world.Now, _ => { });
        var honours = new Honours(world, story, workdays, chance.Branch("stars"));
        honours.Give();
        return [.. matters.Rows, .. honours.Rows];
    }
}
