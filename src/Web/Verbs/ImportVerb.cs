using System.CommandLine;
using Microsoft.Extensions.Localization;
using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Web.Start;

namespace Weiguang.Web.Verbs;

/// <summary>Brings files into the database; says which line and column is wrong and why.</summary>
internal static class ImportVerb
{
    private static readonly Argument<FileInfo> File = new Argument<FileInfo>("file") { Description = "The file to read" }.AcceptExistingOnly();
    private static readonly Option<bool> Partial = new("--partial") { Description = "Take the good rows although others are wrong" };

    public static Command Command() => new("import", "Import divisions, stations or volunteers from a file")
    {
        Kind("divisions", "Divisions: tab-separated, with the columns code and name. Example: import divisions divisions_61.tsv", DivisionsAsync),
        Kind("stations", "Stations: CSV as Excel saves it; a template is at /console/stations/import. Example: import stations stations.csv --partial", StationsAsync, Partial),
        Kind("volunteers", "Volunteers: CSV as Excel saves it, with 姓名, 手机号, 村或社区. They count once they sign in and agree. Example: import volunteers list.csv --partial", VolunteersAsync, Partial),
    };

    private static Command Kind(string name, string description, Func<ParseResult, IServiceProvider, CancellationToken, Task<int>> import, params Option[] options)
    {
        var command = new Command(name, description) { File };
        options.ToList().ForEach(command.Add);
        command.SetAction((parsed, ct) => Operator.FillAsync(parsed, async services =>
        {
            await FirstStart.ImportDivisionsAsync(services, ct);
            return await import(parsed, services, ct);
        }, ct));
        return command;
    }

    private static async Task<int> DivisionsAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        var file = parsed.GetRequiredValue(File);
        await Progress.RunAsync(file.Name, async told => $"{await services.GetRequiredService<DivisionImport>().RunAsync(file.FullName, told, ct):N0} divisions");
        return 0;
    }

    private static async Task<int> StationsAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        await using var csv = parsed.GetRequiredValue(File).OpenRead();
        var result = await services.GetRequiredService<StationImport>().RunAsync(csv, parsed.GetValue(Partial), ct);
        var L = services.GetRequiredService<IStringLocalizer>();
        var errors = result.Errors.Select(e => (e.Line, e.Column, $"{e.Found(L)}: {e.Reason(L)}")).ToList();
        return Tell(parsed, $"{result.Added} stations added, {result.Changed} changed, {result.Same} as they were", errors, result.Saved);
    }

    private static async Task<int> VolunteersAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        await using var csv = parsed.GetRequiredValue(File).OpenRead();
        var result = await services.GetRequiredService<VolunteerImport>().RunAsync(csv, parsed.GetValue(Partial), ct);
        var L = services.GetRequiredService<IStringLocalizer>();
        return Tell(parsed, $"{result.Imported} volunteers imported", [.. result.Errors.Select(e => (e.Line, e.Column, $"{e.Found(L)}: {e.Reason(L)}"))], result.Imported > 0 || result.Errors.Count == 0);
    }

    private static int Tell(ParseResult parsed, string done, List<(int Line, string Column, string Reason)> errors, bool saved)
    {
        errors.ForEach(e => parsed.Complain($"line {e.Line}, {e.Column}: {e.Reason}"));
        parsed.Say(saved ? $"{done}; {errors.Count} errors." : $"Nothing imported: {errors.Count} errors. Correct them, or take the good rows with --partial.");
        return errors.Count == 0 ? 0 : 1;
    }
}
