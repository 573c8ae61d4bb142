using System.CommandLine;
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
        return import;
    }
}
