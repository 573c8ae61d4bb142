using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Weiguang.Kernel;
using Weiguang.Web.Start;

namespace Weiguang.Web.Verbs;

/// <summary>The verbs of the one program. Whatever a verb does not know goes on to the configuration, as <c>--Section:Key=value</c>.</summary>
internal static class CommandLine
{
    private static readonly Option<string>[] Common =
    [
        new("--data") { Description = "Folder of the database file, photos and keys (default: ./data)", HelpName = "folder" },
        new("--Database") { Description = "Sqlite (default) or Postgres", HelpName = "kind" },
        new("--environment") { Description = "Development, or Production (default): in earnest", HelpName = "name" },
    ];

    private static readonly Option<string> Urls = new("--urls") { Description = "Addresses to listen on (default: http://localhost:5080)", HelpName = "addresses" };

    /// <param name="complaints">Where what went wrong is told; standard error unless given.</param>
    /// <param name="output">Where a verb says what it did; standard output unless given.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter? complaints = null, TextWriter? output = null)
    {
        DataFolderRights.CloseNewFiles();
        try
        {
            var root = Root();
            var parsed = root.Parse(SettingsLast(root, args));
            CheckWords(root, parsed);
            // The web host waits for its requests when told to end; it needs no second watch.
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false, Output = output ?? Console.Out, Error = complaints ?? Console.Error });
        }
        catch (OperationCanceledException)
        {
            return 130; // Told to end, as shells say it.
        }
        catch (Exception e) when (e is not HostAbortedException && Environment.GetEnvironmentVariable("WEIGUANG_TRACE") is not "1")
        {
            var (sentence, exitCode) = Complaint.Of(e);
            await (complaints ?? Console.Error).WriteLineAsync(sentence);
            return exitCode;
        }
    }

    /// <summary>A line of what the verb did.</summary>
    public static void Say(this ParseResult parsed, string line) => parsed.InvocationConfiguration.Output.WriteLine(line);

    /// <summary>A line for whoever watches, not for whoever reads what came out.</summary>
    public static void Complain(this ParseResult parsed, string line) => parsed.InvocationConfiguration.Error.WriteLine(line);

    private static RootCommand Root()
    {
        var root = new RootCommand(
            """
            Weiguang 微光: a region's volunteer service in one program.

            Examples:
              weiguang --environment=Development                   serves, with a demo county on first start
              weiguang serve --urls http://0.0.0.0:80 --data /srv/weiguang --PublicAddress=https://weiguang.example.cn
              weiguang migrate --Database=Postgres --ConnectionStrings:Default="Host=db;Database=weiguang"
              weiguang import stations stations.csv --partial
              weiguang simulate --division 220881000000 --volunteers 5000 --days 60 --seed 1
              weiguang simulate --cheats --seed 1
              weiguang backup weiguang.zip
              weiguang admin 13812345678 --name 王强 --data /srv/weiguang

            Every setting of the README may follow any verb as --Section:Key=value,
            such as --ConnectionStrings:Default="Host=db;Database=weiguang" or --Security:MasterKey=…
            A server outside Development needs --PublicAddress=https://… and a master key (Security:MasterKey, or `keys new`).

            Ends with 0 when done, 1 when refused or something does not add up, 2 when something is mistyped,
            3 when something it needs is away or damaged (database, port, disk, rights), 70 for a fault of the program.
            """) { Urls };
        foreach (var option in Common)
        {
            option.Recursive = true;
            root.Add(option);
        }

        root.SetAction(ServeVerb.RunAsync);
        Command[] verbs =
        [
            ServeVerb.Command(Urls), MigrateVerb.Command(), ImportVerb.Command(), SimulateVerb.Command(), BackupVerb.Command(), RestoreVerb.Command(), VerifyVerb.Command(), AnchorVerb.Command(), KeysVerb.Command(), DemoVerb.Command(), AdminVerb.Command(),
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

    /// <exception cref="SetupException">A word or a value that no verb takes.</exception>
    private static void CheckWords(RootCommand root, ParseResult parsed)
    {
        if (parsed.Action is HelpAction)
        {
            return;
        }

        if (parsed.UnmatchedTokens is [var word, ..] && !word.StartsWith('-') && !word.Contains('='))
        {
            var verb = SettingNames.Nearest(Tree(root).Skip(1).Select(c => c.Name), word);
            throw SettingNames.Mistyped($"Unknown verb or argument '{word}'{(verb is null ? "" : $", did you mean {verb}?")}; see --help.");
        }

        if (parsed.CommandResult.Children.OfType<ArgumentResult>().Any(a => a.Tokens.Any(t => t.Value.StartsWith("--", StringComparison.Ordinal))))
        {
            throw SettingNames.Mistyped($"Required argument missing: {parsed.CommandResult.Command.Name} took a setting for its file; see {parsed.CommandResult.Command.Name} --help.");
        }

        if (parsed.Errors is [var error, ..])
        {
            throw SettingNames.Mistyped($"{error.Message} See {parsed.CommandResult.Command.Name} --help.");
        }
    }
}
