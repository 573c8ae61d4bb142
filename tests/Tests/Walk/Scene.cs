using System.Collections.Concurrent;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.People.Sessions;
using Weiguang.Tests.Simulation;

namespace Weiguang.Tests.Walk;

/// <summary>
/// A county with its past, made once on each database, and what a walker needs to know of it: all addresses, the rows they show, the people inside and outside, and their sessions.
/// Copies of the store are served by processes of their own, so tests do not meet each other.
/// </summary>
internal sealed class Scene
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Scene>>> Made = new();

    private Scene(TestStore store, DateTimeOffset now) => (Store, Now) = (store, now);

    public TestStore Store { get; }

    /// <summary>The county ends here, and clocks of servers on it stand here.</summary>
    public DateTimeOffset Now { get; }

    public IReadOnlyList<Route> Routes { get; private set; } = [];

    /// <summary>One order, activity and project for each state there is.</summary>
    public IReadOnlyList<(string Kind, string State, Row Row)> Standing { get; private set; } = [];

    /// <summary>Every page, and the pages of orders, activities and projects once more for each state.</summary>
    public IEnumerable<(string Name, string Path, Row Row)> Pages => Routes.Where(r => r.IsPage).Select(r => (r.Name, r.Path, r.Row)).Concat(Standing.SelectMany(s => (s.Kind switch
    {
        "order" => ["/orders/{0}", "/console/orders/{0}"],
        "activity" => ["/activities/{0}", "/console/activities/{0}/plan", "/console/activities/{0}"],
        _ => (string[])["/project/{0}"],
    }).Select(page => ($"GET {page.Replace("{0}", s.State, StringComparison.Ordinal)}", page.Replace("{0}", s.Row.Values["id"], StringComparison.Ordinal), s.Row))));

    /// <summary>Tokens by person, role and whether for a browser.</summary>
    public Dictionary<(Guid Person, Role Role, SessionKind Kind), string> Tokens { get; } = [];

    public static Task<Scene> On(string database) => Made.GetOrAdd(database, kind => new(() => MakeAsync(kind))).Value;

    private static async Task<Scene> MakeAsync(string database)
    {
        var app = await Counties.CopyAsync(database);
        var rows = await Rows.FindAsync(app);
        var routes = Route.Of(app.Services.GetRequiredService<EndpointDataSource>(), rows);
        var scene = new Scene(app.Store, app.Clock.GetUtcNow()) { Routes = routes, Standing = rows.Standing };
        using (var scope = app.Scope())
        {
            var book = scope.Get<SessionBook>();
            foreach (var (person, role) in routes.Select(r => r.Row).Concat(rows.Standing.Select(s => s.Row)).Append(rows.Anybody).SelectMany(r => r.People).Distinct())
            {
                foreach (var kind in (SessionKind[])[SessionKind.Bearer, SessionKind.Cookie])
                {
                    scene.Tokens[(person, role, kind)] = (await book.OpenAsync(person, kind, "walk", role, CancellationToken.None)).Token;
                }
            }
        }

        await app.LeaveAsync();
        var store = scene.Store;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(store.Folder, recursive: true);
        return scene;
    }
}
