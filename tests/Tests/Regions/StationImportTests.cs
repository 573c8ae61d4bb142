using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Regions;
using Weiguang.Regions.Domain;
using Weiguang.Regions.Stations.Import;

namespace Weiguang.Tests.Regions;

public class StationImportTests
{
    private const string Heading = "名称,类型,区划代码,地址,纬度,经度,坐标系,开放时间,电话\n";
    private const string Good = "那金站,新时代文明实践站,220881103200,村部,45.34,122.78,,周一至周五 08:30-17:00,0436-6222222\n";
    private const string Bad = "坏站,菜市场,220881103,村部,122.78,45.34,bd09,有空就开,abc\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_bad_row_keeps_everything_out_and_each_mistake_is_named(string database)
    {
        await using var app = await StartAsync(database);

        var result = await ImportAsync(app, Utf8(Heading + Good + Bad), partial: false);

        Assert.False(result.Saved);
        Assert.Equal([(3, "类型"), (3, "纬度"), (3, "坐标系"), (3, "开放时间"), (3, "电话")], result.Errors.Select(e => (e.Line, e.Column)));
        Assert.Equal(0, await CountAsync(app));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Partial_lets_the_good_rows_in(string database)
    {
        await using var app = await StartAsync(database);

        var result = await ImportAsync(app, Utf8(Heading + Good + Bad), partial: true);

        Assert.Equal((true, 1, 0), (result.Saved, result.Added, result.Changed));
        Assert.All(result.Errors, e => Assert.Equal(3, e.Line));
        Assert.Equal(1, await CountAsync(app));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_same_file_again_changes_nothing_and_a_new_phone_changes_one(string database)
    {
        await using var app = await StartAsync(database);
        await ImportAsync(app, Utf8(Heading + Good), partial: false);

        var again = await ImportAsync(app, Utf8(Heading + Good), partial: false);
        var changed = await ImportAsync(app, Utf8(Heading + Good.Replace("6222222", "6333333")), partial: false);

        Assert.Equal((0, 0, 1), (again.Added, again.Changed, again.Same));
        Assert.Equal((0, 1, 0), (changed.Added, changed.Changed, changed.Same));
        using var scope = app.Scope();
        Assert.Equal("0436-6333333", (await scope.Db.Set<Station>().SingleAsync(Ct)).Phone);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8 with mark")]
    [InlineData("gb18030")]
    public async Task The_file_may_come_as_Excel_saves_it(string encoding)
    {
        await using var app = await StartAsync(TestDatabases.Sqlite);
        var bytes = encoding switch
        {
            "gb18030" => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Heading + Good),
            "utf-8" => Utf8(Heading + Good),
            _ => [.. Encoding.UTF8.Preamble, .. Utf8(Heading + Good)],
        };

        var result = await ImportAsync(app, bytes, partial: false);

        Assert.Empty(result.Errors);
        Assert.Equal(1, result.Added);
    }

    [Theory]
    [InlineData("名称,地址\n甲,乙\n", 1, "类型")]
    [InlineData("", 1, "名称")]
    [InlineData(Heading + Good + Good, 3, "名称")]
    [InlineData(Heading + "\n\"两\n行\",ZHAN,220881103200\n站,ZHAN,999999999999\n", 5, "区划代码")]
    [InlineData("name,kind,division,lat,lon\n站,ZX,220881,45.34,\n", 2, "lon")]
    public async Task Mistakes_are_named_by_line_and_column(string text, int line, string column)
    {
        await using var app = await StartAsync(TestDatabases.Sqlite);

        var result = await ImportAsync(app, Utf8(text), partial: false);

        Assert.Contains((line, column), result.Errors.Select(e => (e.Line, e.Column)));
        Assert.False(result.Saved);
    }

    [Fact]
    public async Task Positions_from_a_Chinese_map_are_stored_as_WGS84()
    {
        await using var app = await StartAsync(TestDatabases.Sqlite);
        var shifted = Weiguang.Kernel.Geo.Gcj02.FromWgs84(Places.Town);
        var row = FormattableString.Invariant($"车站,ZHAN,220881103200,,{shifted.Lat},{shifted.Lon},gcj02,,\n");

        await ImportAsync(app, Utf8(Heading + row), partial: false);

        using var scope = app.Scope();
        var station = await scope.Db.Set<Station>().SingleAsync(Ct);
        Assert.Equal(Places.Town.Lat, station.Lat!.Value, 1e-9);
        Assert.Equal(Places.Town.Lon, station.Lon!.Value, 1e-9);
    }

    [Fact]
    public async Task The_template_is_itself_a_good_file()
    {
        await using var app = await StartAsync(TestDatabases.Sqlite);

        var result = await ImportAsync(app, StationCsv.Template(), partial: false);

        Assert.Empty(result.Errors.Select(e => $"{e.Line} {e.Column} {e.Phrase}"));
        Assert.Equal(2, result.Added);
    }

    [Fact]
    public async Task A_keeper_brings_nothing_into_the_next_county()
    {
        await using var app = await StartAsync(TestDatabases.Sqlite);
        using var scope = app.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Viewer>().Become(Guid.CreateVersion7(), Places.Taonan, Places.Taonan + 1_000_000);

        var result = await scope.ServiceProvider.GetRequiredService<StationImport>()
            .RunAsync(new MemoryStream(Utf8(Heading + $"站,ZX,{Places.Zhenlai}\n")), partial: true, Ct);

        Assert.Equal("区划代码", Assert.Single(result.Errors).Column);
        Assert.Equal(0, await CountAsync(app));
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<TestApp> StartAsync(string database)
    {
        var app = await TestApp.StartAsync(database);
        await app.ImportFewAsync();
        return app;
    }

    private static async Task<StationImportResult> ImportAsync(TestApp app, byte[] bytes, bool partial)
    {
        using var scope = app.Scope();
        return await scope.Get<StationImport>().RunAsync(new MemoryStream(bytes), partial, Ct);
    }

    private static async Task<int> CountAsync(TestApp app)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<Station>().CountAsync(Ct);
    }
}
