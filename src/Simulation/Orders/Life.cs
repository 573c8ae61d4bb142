using Weiguang.Kernel.Security;
using Weiguang.Orders;
using Weiguang.Orders.Domain;
using Weiguang.Simulation.Hours;

namespace Weiguang.Simulation.Orders;

/// <summary>
/// The life of the county's orders, an event after the other: people ask, desks answer, volunteers go or do not, people judge.
/// Each file of this class is one hand of the five; docs/algorithms/simulation.md has the figures.
/// </summary>
internal sealed partial class Life(World world, OrderSettings settings, Vault vault, Story story, Chance chance)
{
    private readonly Calendar _calendar = new(world.Start);
    private readonly Matching _matching = new(world);

    private VisitRecords Entries => field ??= new(world, story, _calendar, Recording);

    /// <summary>Chances of its own, so that what is written down changes nothing of what happens.</summary>
    private Chance Recording => field ??= chance.Branch("records");

    private DateTime Now => _calendar.Now;

    private OrderClocks Clocks => settings.Clocks;

    /// <summary>Lets the days pass.</summary>
    public void Run(Action<double> progress)
    {
        PlanWishes();
        PlanScenes();
        _calendar.Run(world.Now, progress);
    }

    private static Actor KeeperOf(Office desk) => new(desk.Keeper.Id, OrderParty.Station);

    private static Actor AskerOf(Case c) => new(c.Asker.Id, OrderParty.Asker);

    /// <summary>Books a turn of this case, if by then it still stands where it stands now.</summary>
    private void Later(Case c, DateTime at, Action turn)
    {
        var (status, since, volunteer) = (c.Order.Status, c.Order.StatusAt, c.Order.VolunteerId);
        _calendar.At(at, () =>
        {
            if ((c.Order.Status, c.Order.StatusAt, c.Order.VolunteerId) == (status, since, volunteer))
            {
                turn();
            }
        });
    }

    private DateTime InMinutes(double minutes) => Now.AddSeconds((int)(60 * minutes));

    private void Step(Case c, Func<Order, bool> verb) => story.Step(c, Now, verb);
}
