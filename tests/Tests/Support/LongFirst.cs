using Weiguang.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongFirst))]

namespace Weiguang.Tests.Support;

/// <summary>
/// Classes that start servers and kill them, walk the whole program or make counties begin first: each takes a minute or more, and the last one would run alone while the other cores have
/// nothing to do. A class that is missing here costs time, nothing else.
/// </summary>
public sealed class LongFirst : ITestCollectionOrderer
{
    private static readonly string[] Slow =
    [
        nameof(Web.RestoreTests), nameof(Activities.RecordCrashTests), nameof(Walk.WalkTests), nameof(Walk.FormTests), nameof(Fuzz.FuzzTests), nameof(Web.BackupTests), nameof(Web.ServerTests),
        nameof(Orders.CrashTests), nameof(Activities.StormCrashTests), nameof(Walk.StepTests), nameof(Web.EarnestTests), nameof(Web.KeysTests), nameof(Activities.SeatRaceTests),
        nameof(Simulation.CountyTests), nameof(Simulation.CountyHoursTests), nameof(Simulation.CountyOrderTests), nameof(Simulation.CountyActivityTests), nameof(Forms.FormOnceTests),
        nameof(Activities.Rights.OrganiserRightsTests), nameof(Projects.ProjectRightsTests),
    ];

    /// <summary>The order among all others stays as it is.</summary>
    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections) where T : ITestCollection =>
        [.. testCollections.OrderBy(collection => Array.FindIndex(Slow, name => collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal)) is >= 0 and var place ? place : Slow.Length)];
}
