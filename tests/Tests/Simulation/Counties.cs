using System.Collections.Concurrent;
using System.Diagnostics;
using Weiguang.Simulation;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests.Simulation;

/// <summary>One small county on each database for every test of a class to look at: a copy of the one that this run has simulated.</summary>
public sealed class Counties : IAsyncLifetime
{
    public static readonly SimulationPlan Plan = new(Places.Taonan, 120, 14, 7);
    private static readonly ConcurrentDictionary<string, Lazy<Task<TestStore>>> Made = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<TestApp>>> _counties = new();

    public Task<TestApp> On(string database) => _counties.GetOrAdd(database, kind => new(() => CopyAsync(kind))).Value;

    /// <summary>For whoever does more than look.</summary>
    public static async Task<TestApp> CopyAsync(string database) =>
        await TestApp.OnCopyAsync(await Made.GetOrAdd(database, kind => new(() => MakeStoreAsync(kind))).Value);

    /// <summary>From nothing, where the making itself is looked at.</summary>
    public static async Task<TestApp> MakeAsync(string database, SimulationPlan plan, Action<double, TimeSpan>? told = null, DateTimeOffset? now = null)
    {
        var app = await TestApp.StartAsync(database);
        app.Clock.Set(now ?? app.Clock.GetUtcNow());
        await app.ImportCityAsync();
        using var scope = app.Scope();
        var watch = Stopwatch.StartNew();
        await scope.Get<County>().SimulateAsync(plan, new Told(share => told?.Invoke(share, watch.Elapsed)), TestContext.Current.CancellationToken);
        return app;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var county in _counties.Values)
        {
            await (await county.Value).DisposeAsync();
        }
    }

    /// <summary>It stays until the run ends.</summary>
    private static async Task<TestStore> MakeStoreAsync(string database)
    {
        var store = await (await MakeAsync(database, Plan)).LeaveAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(store.Folder, recursive: true);
        return store;
    }

    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
