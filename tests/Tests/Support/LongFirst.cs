using Weiguang.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongFirst))]

namespace Weiguang.Tests.Support;

/// <summary>
/// Classes that start servers and kill them, walk the whole program or make counties begin first: each takes a minute or more, and the last one would run alone while the other cores have
/// nothing to do. The first that needs a county makes it, and others who need it wait: between two of them stands one that does not. A class that is missing here costs time, nothing else.
/// </summary>
public sealed class LongFirst : ITestCollectionOrderer
{
    private static readonly string[] Slow =
    [
        nameof(Web.RestoreTests), nameof(Walk.WalkTests), nameof(Hours.RecordCrashTests), nameof(Web.ServerTests), nameof(Fuzz.FuzzTests), nameof(Web.BackupTests), nameof(Walk.FormTests),
        nameof(Web.EarnestTests), nameof(Orders.CrashTests), nameof(Simulation.CountyTests), nameof(Activities.StormCrashTests), nameof(Simulation.CountyHoursTests), nameof(Activities.SeatRaceTests),
        nameof(Walk.StepTests), nameof(Web.KeysTests), nameof(Simulation.CountyOrderTests), nameof(Simulation.CountyActivityTests), nameof(Forms.FormOnceTests),
        nameof(Activities.Rights.OrganiserRightsTests), nameof(Projects.ProjectRightsTests),
    ];

    /// <summary>The order among all others stays as it is.</summary>
    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections) where T : ITestCollection =>
        [.. testCollections.OrderBy(collection => Array.FindIndex(Slow, name => collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal)) is >= 0 and var place ? place : Slow.Length)];
}
