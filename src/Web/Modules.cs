using System.Reflection;
using Weiguang.Activities;
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

/// <summary>Every module, lowest first.</summary>
public static class Modules
{
    public static readonly IReadOnlyList<IModule> All =
        [new RegionsModule(), new MessagesModule(), new PeopleModule(), new TeamsModule(), new LedgerModule(), new RecognitionModule(), new ProjectsModule(), new ActivitiesModule(), new OrdersModule()];

    public static readonly IReadOnlyList<Assembly> Assemblies = [.. All.Select(m => m.GetType().Assembly)];
}
