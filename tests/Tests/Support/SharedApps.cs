using System.Collections.Concurrent;

namespace Weiguang.Tests.Support;

/// <summary>One app per database for a whole test class (<c>IClassFixture&lt;SharedApps&gt;</c>), for tests that do not mind each other's rows.</summary>
public sealed class SharedApps : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Lazy<Task<TestApp>>> _apps = new();

    public Task<TestApp> On(string database) => _apps.GetOrAdd(database, kind => new(() => TestApp.StartAsync(kind))).Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps.Values)
        {
            await (await app.Value).DisposeAsync();
        }
    }
}
