using System.Diagnostics;
using Weiguang.Regions;
using Weiguang.Regions.Domain;

namespace Weiguang.Tests.Regions;

public class DivisionImportTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_built_in_divisions_come_in_once_however_often_they_are_imported(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        var shares = new List<double>();
        var watch = Stopwatch.StartNew();

        var first = await scope.Get<DivisionImport>().RunAsync(new Progress(shares), Ct);
        output.WriteLine($"{database}: {first} divisions in {watch.ElapsedMilliseconds} ms");
        watch.Restart();
        var second = await scope.Get<DivisionImport>().RunAsync(null, Ct);
        output.WriteLine($"{database}: again in {watch.ElapsedMilliseconds} ms");

        Assert.Equal((52_693, 52_693), (first, second));
        Assert.Equal(52_693, await scope.Db.Set<Division>().CountAsync(Ct));
        Assert.Equal((3, 33, 295, 4545, 47817), await CountsAsync(scope.Db));
        Assert.Equal(1, shares[^1]);
        Assert.Equal(shares.Order(), shares);
        Assert.False(await scope.Get<DivisionImport>().IsNeededAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_file_renews_names_adds_divisions_and_keeps_former_codes(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        var directory = scope.Get<RegionDirectory>();
        var file = Path.Combine(app.DataFolder, "more.tsv");
        await File.WriteAllTextAsync(file, "code\tname\n220000000000\t吉林\n220100000000\t长春\n220184000000\t公主岭\n", Ct);
        await scope.Get<DivisionImport>().RunAsync(file, null, Ct);
        Assert.Equal("公主岭", (await directory.FindAsync(220381000000, Ct))!.Name);

        await File.WriteAllTextAsync(file, "code\tname\n220184000000\t公主岭市\n220184100000\t范家屯镇\n", Ct);
        await scope.Get<DivisionImport>().RunAsync(file, null, Ct);

        Assert.Equal("公主岭市", (await directory.FindAsync(220381000000, Ct))!.Name);
        Assert.Equal("吉林/长春/公主岭市/范家屯镇", string.Join('/', (await directory.PathAsync(220381100000, Ct)).Select(r => r.Name)));
        Assert.Equal("范家屯镇", Assert.Single(await directory.SearchAsync("fjt", 0, 9, Ct)).Name);
    }

    [Theory]
    [InlineData("code\tname\n2201\t长春\n", "Line 2")]
    [InlineData("code\tname\n220000000000\t吉林\n220100000000\t\n", "Line 3")]
    [InlineData("长春\n", "first line")]
    public async Task A_bad_row_is_named_and_nothing_comes_in(string text, string where)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        using var scope = app.Scope();
        var file = Path.Combine(app.DataFolder, "bad.tsv");
        await File.WriteAllTextAsync(file, text, Ct);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => scope.Get<DivisionImport>().RunAsync(file, null, Ct));

        Assert.Contains(where, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await scope.Db.Set<Division>().CountAsync(Ct));
    }

    private static async Task<(int, int, int, int, int)> CountsAsync(AppDbContext db)
    {
        var counts = await db.Set<Division>().GroupBy(d => d.Level).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        return (counts[1], counts[2], counts[3], counts[4], counts[5]);
    }

    private sealed class Progress(List<double> shares) : IProgress<double>
    {
        public void Report(double value) => shares.Add(value);
    }
}
