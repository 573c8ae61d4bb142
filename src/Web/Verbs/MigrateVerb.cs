using System.CommandLine;
using Weiguang.Web.Start;

namespace Weiguang.Web.Verbs;

/// <summary>Brings the database's tables up to date and ends.</summary>
internal static class MigrateVerb
{
    public static Command Command()
    {
        var migrate = new Command("migrate", "Bring the database up to date, under a lock. Example: migrate --data /srv/weiguang");
        migrate.SetAction(RunAsync);
        return migrate;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var app = Operator.Build(parsed);
        using var alone = ServerLock.Take(app.Configuration);
        var applied = await FirstStart.MigrateAsync(app, ct);
        parsed.Say(applied.Count == 0 ? "The database is up to date." : $"Applied: {string.Join(", ", applied)}.");
        return 0;
    }
}
