using System.Collections.Concurrent;
using System.Diagnostics;
using Weiguang.Simulation;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests.Simulation;

/// <summary>One small county on each database, simulated once and looked at by every test of a class.</summary>
public sealed class Counties : IAsyncLifetime
{
    public static readonly SimulationPlan Plan = new(Places.Taonan, 120, 14, 7);
    private readonly ConcurrentDictionary<string, Lazy<Task<TestApp>>> _counties = new();

    public Task<TestApp> On(string database) => _counties.GetOrAdd(database, kind => new(() => MakeAsync(kind, Plan))).Value;

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

    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
