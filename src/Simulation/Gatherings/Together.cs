using Weiguang.Projects;
using Weiguang.Projects.Domain;
using Weiguang.Simulation.Folk;
using Weiguang.Simulation.Loop;

namespace Weiguang.Simulation.Gatherings;

/// <summary>Projects and activities of the county: made after its orders, so that nobody sits where they have promised to be elsewhere.</summary>
internal sealed class Together(World world, Story story, ProjectRules rules, Chance chance)
{
    private const int CloseDays = 30;

    public IReadOnlyList<Project> Projects { get; private set; } = [];

    public IReadOnlyList<Gathering> Gatherings { get; private set; } = [];

    public Together Make()
    {
        var undertakings = new Undertakings(world, rules, chance.Branch("projects"));
        undertakings.Found();
        var (convening, seating, doorway) = (new Convening(world, chance.Branch("calls")), new Seating(world, chance.Branch("seats")), new Doorway(world, chance.Branch("door")));
        List<Gathering> all =
        [
            .. new Stage(world, undertakings, convening, seating, doorway, story).Play(),
            .. new Programme(world, undertakings, convening, seating, chance.Branch("programme")).Hold(),
        ];
        foreach (var gathering in all)
        {
            doorway.Pass(gathering);
            convening.Finish(gathering, CloseDays);
        }

        undertakings.Count(all);
        (Projects, Gatherings) = (undertakings.Projects, all);
        return this;
    }
}
