using System.CommandLine;

namespace Weiguang.Web.Verbs;

/// <summary>The verbs of the one program. Whatever a verb does not know goes on to the configuration, as <c>--Section:Key=value</c>.</summary>
internal static class CommandLine
{
    private static readonly Option<string>[] Common =
    [
        new("--data") { Description = "Folder of the database file, photos and keys (default: ./data)", HelpName = "folder" },
        new("--Database") { Description = "Sqlite (default) or Postgres", HelpName = "kind" },
        new("--ConnectionStrings:Default") { Description = "Where PostgreSQL is, e.g. \"Host=db;Database=weiguang;Username=weiguang\"", HelpName = "text" },
        new("--environment") { Description = "Development or Production", HelpName = "name" },
    ];

    private static readonly Option<string> Urls = new("--urls") { Description = "Addresses to listen on (default: http://localhost:5080)", HelpName = "addresses" };

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand(
            """
            Weiguang 微光: a region's volunteer service in one program.

            Examples:
              weiguang                                             serves, with a demo county on first start
              weiguang serve --urls http://0.0.0.0:80 --data /srv/weiguang
              weiguang migrate --Database=Postgres --ConnectionStrings:Default="Host=db;Database=weiguang"
              weiguang import stations stations.csv --partial
              weiguang simulate --division 220881000000 --volunteers 5000 --days 60 --seed 1
              weiguang backup weiguang.zip
            """);
        foreach (var option in Common)
        {
            option.Recursive = true;
            root.Add(option);
        }

        root.Add(Urls);
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction(ServeVerb.RunAsync);
        foreach (var verb in (Command[])[ServeVerb.Command(Urls), MigrateVerb.Command(), ImportVerb.Command(), SimulateVerb.Command(), VerifyVerb.Command()])
        {
            verb.TreatUnmatchedTokensAsErrors = false;
            verb.Subcommands.ToList().ForEach(part => part.TreatUnmatchedTokensAsErrors = false);
            root.Add(verb);
        }

        var parsed = root.Parse(args);
        if (Mistyped(parsed) is { } word)
        {
            await Console.Error.WriteLineAsync($"Unknown verb or argument '{word}'. See --help.");
            return 2;
        }

        // The web host waits for its requests when told to end; it needs no second watch.
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
        }
        catch (SetupException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <summary>What this verb was given for the configuration: the common options and everything unknown.</summary>
    public static string[] Settings(this ParseResult parsed) =>
    [
        .. Common.Append(Urls).Where(o => parsed.GetResult(o) is { Implicit: false }).Select(o => $"{o.Name}={parsed.GetValue(o)}"),
        .. parsed.UnmatchedTokens,
    ];

    private static string? Mistyped(ParseResult parsed) =>
        parsed.UnmatchedTokens is [var first, ..] && !first.StartsWith('-') && !first.Contains('=') ? first : null;
}
