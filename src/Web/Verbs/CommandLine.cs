using System.CommandLine;
using System.Security.Cryptography;
using Weiguang.Kernel;

namespace Weiguang.Web.Verbs;

/// <summary>The verbs of the one program. Whatever a verb does not know goes on to the configuration, as <c>--Section:Key=value</c>.</summary>
internal static class CommandLine
{
    private static readonly Option<string>[] Common =
    [
        new("--data") { Description = "Folder of the database file, photos and keys (default: ./data)", HelpName = "folder" },
        new("--Database") { Description = "Sqlite (default) or Postgres", HelpName = "kind" },
        new("--environment") { Description = "Development or Production", HelpName = "name" },
    ];

    private static readonly Option<string> Urls = new("--urls") { Description = "Addresses to listen on (default: http://localhost:5080)", HelpName = "addresses" };

    public static async Task<int> RunAsync(string[] args)
    {
        var root = Root();
        var parsed = root.Parse(SettingsLast(root, args));
        if (Mistyped(parsed) is { } word)
        {
            await Console.Error.WriteLineAsync($"Unknown verb or argument '{word}'. See --help.");
            return 2;
        }

        try
        {
            // The web host waits for its requests when told to end; it needs no second watch.
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
        }
        catch (SetupException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (AuthenticationTagMismatchException)
        {
            await Console.Error.WriteLineAsync("The master key in use does not open the data keys of this database. Set Security:MasterKey to the one it was made with.");
            return 1;
        }
    }

    private static RootCommand Root()
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

            Every setting of the README may follow any verb as --Section:Key=value,
            such as --ConnectionStrings:Default="Host=db;Database=weiguang" or --Security:MasterKey=…
            """) { Urls };
        foreach (var option in Common)
        {
            option.Recursive = true;
            root.Add(option);
        }

        root.SetAction(ServeVerb.RunAsync);
        Command[] verbs =
        [
            ServeVerb.Command(Urls), MigrateVerb.Command(), ImportVerb.Command(), SimulateVerb.Command(), BackupVerb.Command(), RestoreVerb.Command(), VerifyVerb.Command(), KeysVerb.Command(),
        ];
        foreach (var verb in verbs)
        {
            root.Add(verb);
        }

        foreach (var command in Tree(root))
        {
            command.TreatUnmatchedTokensAsErrors = false;
        }

        return root;
    }

    private static IEnumerable<Command> Tree(Command command) => command.Subcommands.SelectMany(Tree).Prepend(command);

    /// <summary>Moves <c>--Section:Key=value</c> to the end, or a verb would take it for its file.</summary>
    private static string[] SettingsLast(RootCommand root, string[] args)
    {
        var known = Tree(root).SelectMany(c => c.Options).Select(o => o.Name).ToHashSet();
        var isSetting = args.ToLookup(arg => arg.StartsWith("--", StringComparison.Ordinal) && arg.Contains('=') && !known.Contains(arg.Split('=')[0]));
        return [.. isSetting[false], .. isSetting[true]];
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
