using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Tests.Cases;

/// <summary>Lists of volunteers as offices keep them: saved by Excel in its encodings, cut short, with villages written as they are spoken.</summary>
public class VolunteerListCaseTests
{
    private const string Places = "code\tname\n220000000000\t吉林省\n220800000000\t白城市\n220881000000\t洮南市\n220881103000\t那金镇\n220881103200\t那金村委会\n220881103201\t好田村委会\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("vol-gbk.csv", 2)]
    [InlineData("vol-utf16.csv", 2)]
    [InlineData("vol-village-name.csv", 4)]
    [InlineData("vol-fffe.csv", 1)] // What is no character is left out of the name, as everywhere (CleanText).
    public async Task A_list_goes_in_as_it_was_saved(string file, int people)
    {
        var result = await ImportAsync(file);

        Assert.Empty(result.Errors.Select(e => $"{e.Line} {e.Column}: {e.Phrase}"));
        Assert.Equal(people, result.Imported);
    }

    [Theory]
    [InlineData("vol-short-row.csv", "村或社区")]
    public async Task A_row_that_is_wrong_is_named(string file, string column)
    {
        var result = await ImportAsync(file);

        Assert.Equal(0, result.Imported);
        Assert.Contains(result.Errors, e => e.Line == 2 && e.Column == column);
    }

    private static async Task<VolunteerImportResult> ImportAsync(string file)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var places = Path.Combine(app.DataFolder, "places.tsv");
        await File.WriteAllTextAsync(places, Places, Ct);
        using var scope = app.Scope();
        await scope.Get<DivisionImport>().RunAsync(places);
        return await scope.Get<VolunteerImport>().RunAsync(new MemoryStream(Given.Bytes(file)), partial: false);
    }
}
