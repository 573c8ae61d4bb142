using System.Reflection;
using Weiguang.Activities;
using Weiguang.Cases;
using Weiguang.Channels;
using Weiguang.Eligibility;
using Weiguang.Hours;
using Weiguang.Kernel;
using Weiguang.Ledger;
using Weiguang.Messages;
using Weiguang.Orders;
using Weiguang.People;
using Weiguang.Projects;
using Weiguang.Recognition;
using Weiguang.Regions;
using Weiguang.Teams;

namespace Weiguang.Web;

/// <summary>
/// Every module in its tier: a module uses only those in tiers above its own here, and those before it in its own (docs/architecture.md). The order is for readers and for the test that
/// holds it; modules may be registered in any.
/// </summary>
public static class Modules
{
    public static readonly IReadOnlyList<IReadOnlyList<IModule>> Tiers =
    [
        [new RegionsModule(), new LedgerModule(), new ChannelsModule()],
        [new MessagesModule(), new PeopleModule(), new TeamsModule()],
        [new CasesModule(), new EligibilityModule(), new HoursModule()],
        [new ProjectsModule(), new ActivitiesModule(), new OrdersModule()],
        [new RecognitionModule()],
    ];

    public static readonly IReadOnlyList<IModule> All = [.. Tiers.SelectMany(t => t)];

    public static readonly IReadOnlyList<Assembly> Assemblies = [.. All.Select(m => m.GetType().Assembly)];
}
