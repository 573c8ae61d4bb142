using System.Collections.Concurrent;

namespace Weiguang.Tests.Support;

/// <summary>
/// Apps that earlier cases are done with, as new again (<see cref="AppRenewal"/>). To build an app and its database costs some 0.2 s of a processor on SQLite and 0.4 s on PostgreSQL,
/// to renew one a twentieth of it, and most cases ask for nothing but an ordinary app. No two cases have the same one at the same time.
/// </summary>
internal static class AppPool
{
    private static readonly ConcurrentDictionary<string, ConcurrentBag<TestApp>> Free = new();

    /// <summary>Null when none is free.</summary>
    public static TestApp? Take(string database) => Free.TryGetValue(database, out var apps) && apps.TryTake(out var app) ? app : null;

    public static void Give(TestApp app) => Free.GetOrAdd(app.Kind, _ => []).Add(app);

    /// <summary>At the end of the run.</summary>
    public static async Task EmptyAsync()
    {
        foreach (var app in Free.Values.SelectMany(apps => apps))
        {
            await app.EndAsync();
        }

        Free.Clear();
    }
}
