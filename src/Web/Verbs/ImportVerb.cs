using System.CommandLine;
using Microsoft.Extensions.Localization;
using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Web.Start;

namespace Weiguang.Web.Verbs;

/// <summary>Brings files into the database; says which row is wrong and why.</summary>
internal static class ImportVerb
{
    private static readonly Argument<FileInfo> File = new Argument<FileInfo>("file") { Description = "The file to read" }.AcceptExistingOnly();

    public static Command Command()
    {
        var import = new Command("import", "Import divisions, stations or volunteers from a file");
        var divisions = new Command("divisions", "Divisions: tab-separated, code and name. Example: import divisions divisions_61.tsv") { File };
        divisions.SetAction((parsed, ct) => Operator.WorkAsync(parsed, async services =>
        {
            var file = parsed.GetRequiredValue(File);
            await Progress.RunAsync(file.Name, async told => $"{await services.GetRequiredService<DivisionImport>().RunAsync(file.FullName, told, ct):N0} divisions");
            return 0;
        }, ct));
        import.Add(divisions);
        import.Add(Stations());
        import.Add(Volunteers());
        return import;
    }

    private static Command Stations()
    {
        var partial = new Option<bool>("--partial") { Description = "Let the good rows in even when others are bad" };
        var stations = new Command("stations", "Stations: CSV in UTF-8 or GB18030; a template is at /console/stations/import. Example: import stations stations.csv --partial") { File, partial };
        stations.SetAction((parsed, ct) => Operator.WorkAsync(parsed, async services =>
        {
            await using var csv = parsed.GetRequiredValue(File).OpenRead();
            var result = await services.GetRequiredService<StationImport>().RunAsync(csv, parsed.GetValue(partial), ct);
            foreach (var error in result.Errors)
            {
                await Console.Error.WriteLineAsync($"{error.Line}\t{error.Column}\t{error.Reason(services.GetRequiredService<IStringLocalizer>())}");
            }

            Console.WriteLine(result.Saved ? $"{result.Added:N0} added, {result.Changed:N0} changed, {result.Same:N0} the same" : "Nothing was imported.");
            return result.Errors.Count == 0 ? 0 : 1;
        }, ct));
        return stations;
    }

    private static Command Volunteers()
    {
        var partial = new Option<bool>("--partial") { Description = "Let the good rows in even when others are bad" };
        var volunteers = new Command("volunteers", "Volunteers: CSV in UTF-8 with 姓名, 手机号, 村或社区. They count once they sign in and agree. Example: import volunteers list.csv") { File, partial };
        volunteers.SetAction((parsed, ct) => Operator.WorkAsync(parsed, async services =>
        {
            await using var csv = parsed.GetRequiredValue(File).OpenRead();
            var result = await services.GetRequiredService<VolunteerImport>().RunAsync(csv, parsed.GetValue(partial), ct);
            foreach (var error in result.Errors)
            {
                await Console.Error.WriteLineAsync($"{error.Line}\t{error.Column}\t{error.Reason(services.GetRequiredService<IStringLocalizer>())}");
            }

            Console.WriteLine($"{result.Imported:N0} volunteers imported");
            return result.Errors.Count == 0 ? 0 : 1;
        }, ct));
        return volunteers;
    }
}
