using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Weiguang.Kernel;
using Weiguang.People;

namespace Weiguang.Web.Start;

/// <summary>Tells whoever started the program where to look, and in a demo as whom.</summary>
internal static class Greeting
{
    public static async Task SayWhenStartedAsync(WebApplication app, CancellationToken ct)
    {
        if (!IsHeard(app))
        {
            return;
        }

        var server = app.Services.GetRequiredService<IServer>();

        var players = await PlayersAsync(app, ct);
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            Console.WriteLine($"\n  微光 Weiguang  {string.Join("  ", addresses)}\n");
            if (players.Count > 0)
            {
                Warn(app);
                Console.WriteLine($"  A demo county with invented people. Sign in as one of them at {app.Services.GetRequiredService<PublicAddress>().Of(PeopleLinks.Demo)}\n");
                players.ForEach(line => Console.WriteLine($"    {line}"));
                Console.WriteLine();
            }
        });
    }

    /// <summary>False under test, where nobody reads it and several apps share a process.</summary>
    public static bool IsHeard(WebApplication app) => app.Services.GetRequiredService<IServer>().GetType().FullName!.Contains("Kestrel", StringComparison.Ordinal);

    private static async Task<List<string>> PlayersAsync(WebApplication app, CancellationToken ct)
    {
        if (!DemoMark.MaySignIn(app.Configuration, app.Environment))
        {
            return [];
        }

        await using var scope = app.SystemScope();
        var players = await DemoMark.ReadAsync(scope.ServiceProvider.GetRequiredService<AppDbContext>(), ct);
        var people = await scope.ServiceProvider.GetRequiredService<PersonDirectory>().FindAsync(players.Values, ct);
        return [.. players.OrderBy(p => p.Key).Where(p => people.ContainsKey(p.Value)).Select(p => $"{Pad($"{p.Key.Title()} {p.Key.Word()}", 27)}{Pad(people[p.Value].Name, 10)}{Try(p.Key)}")];
    }

    private static void Warn(WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            Console.Error.WriteLine("WARNING  Demo:SignIn is on: anybody who reaches this site signs in as its administrator at /demo, without a password. Never with real people's data.");
        }
    }

    private static string Try(Role role) => role switch
    {
        Role.Resident => "order a service, follow it, rate it",
        Role.Volunteer => "take an offer nearby, check in and out, see your hours",
        Role.TeamLeader => "see what your team was given and who goes",
        Role.Station => "work the desk: five best candidates, one key to dispatch",
        Role.Coordinator => "see supply, demand and overdue orders of the county",
        Role.Admin => "grant roles, verify the ledger",
    };

    /// <summary>Chinese characters are two columns wide.</summary>
    private static string Pad(string text, int columns) => text + new string(' ', Math.Max(1, columns - text.Sum(c => c >= '\u2E80' ? 2 : 1)));
}
