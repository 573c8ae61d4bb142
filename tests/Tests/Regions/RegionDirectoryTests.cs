using Weiguang.Kernel.Geo;
using Weiguang.Regions;
using Weiguang.Regions.Divisions;

namespace Weiguang.Tests.Regions;

public sealed class RegionDirectoryTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_division_is_found_with_its_path_and_what_lies_below(string database)
    {
        var regions = await RegionsAsync(database);

        Assert.Equal(new Region(Places.Taonan, "洮南市", 3, 220800000000), await regions.FindAsync(Places.Taonan, Ct));
        Assert.Equal(["吉林省", "白城市", "洮南市", "那金镇"], (await regions.PathAsync(Places.Najin, Ct)).Select(r => r.Name));
        Assert.Equal("洮南市 那金镇", await regions.AddressAsync(Places.Najin, Ct));
        Assert.Equal(["吉林省", "黑龙江省", "江西省"], (await regions.ChildrenAsync(0, Ct)).Select(r => r.Name));
        Assert.All(await regions.ChildrenAsync(Places.Taonan, Ct), r => Assert.Equal((4, Places.Taonan), (r.Level, r.Parent)));
        Assert.Equal("洮南市", (await regions.NamesAsync([Places.Taonan, 999999999999], Ct))[Places.Taonan]);
        Assert.Null(await regions.FindAsync(110000000000, Ct));
    }

    [Theory]
    [InlineData("洮南")]
    [InlineData("tns")]
    [InlineData("tnsh")]
    [InlineData("TNS")]
    [InlineData("taonan")]
    [InlineData("taonans")]
    [InlineData("白城 洮南")]
    [InlineData("bc tns")]
    [InlineData("220881")]
    public async Task A_division_is_found_by_name_reading_initials_and_digits(string text)
    {
        var regions = await RegionsAsync(TestDatabases.Sqlite);

        Assert.Equal(Places.Taonan, (await regions.SearchAsync(text, 0, 10, Ct))[0].Code);
    }

    [Theory]
    [InlineData("铅山", "铅山县")]
    [InlineData("ysx", "铅山县")]
    [InlineData("changchun", "长春市")]
    [InlineData("wafang", "瓦房镇")]
    public async Task Place_names_are_read_as_people_there_read_them(string text, string name)
    {
        var regions = await RegionsAsync(TestDatabases.Sqlite);

        Assert.Contains(name, (await regions.SearchAsync(text, 0, 10, Ct)).Select(r => r.Name));
    }

    [Fact]
    public async Task A_search_stays_within_the_division_asked_for()
    {
        var regions = await RegionsAsync(TestDatabases.Sqlite);

        var found = await regions.SearchAsync("民主", Places.Taonan, 50, Ct);

        Assert.NotEmpty(found);
        Assert.All(found, r => Assert.True(DivisionCodes.Within(r.Code, Places.Taonan)));
        Assert.Empty(await regions.SearchAsync("洮南 铅山", 0, 10, Ct));
        Assert.Empty(await regions.SearchAsync("  ", 0, 10, Ct));
    }

    [Theory]
    [InlineData(220381000000, 220184000000, "公主岭市")]
    [InlineData(220381100000, 220184100000, "二十家子镇")]
    [InlineData(220381403000, 220184000000, "公主岭市")]
    [InlineData(230708001000, 230717000000, "伊美区")]
    public async Task A_former_code_leads_to_today(long former, long today, string name)
    {
        var regions = await RegionsAsync(TestDatabases.Sqlite);

        var region = await regions.FindAsync(former, Ct);

        Assert.Equal((today, name), (region!.Code, region.Name));
        Assert.Equal(today, (await regions.PathAsync(former, Ct))[^1].Code);
    }

    [Theory]
    [InlineData("tao nan shi", "tns", 0)]
    [InlineData("tao nan shi", "t", 2)]
    [InlineData("shan shan", "shs", 0)]
    [InlineData("shan shan", "ss", 0)]
    [InlineData("xi an", "xian", 0)]
    [InlineData("xian", "xa", null)]
    [InlineData("tao nan", "tns", null)]
    public void Letters_fit_a_reading_syllable_by_syllable(string reading, string letters, int? unsaid) => Assert.Equal(unsaid, Pinyin.Unsaid(reading, letters));

    [Fact]
    public async Task A_county_has_an_outline_and_holds_its_own_town()
    {
        using var scope = (await apps.On(TestDatabases.Sqlite)).Scope();
        var boundaries = scope.Get<Boundaries>();
        var town = new GeoPoint(45.335, 122.787); // The railway station of 洮南.

        Assert.Equal(Places.Taonan, boundaries.CountyAt(town, Places.Taonan));
        Assert.True(boundaries.Of(Places.Taonan).Sum(ring => ring.Length) > 50);
        Assert.Equal(boundaries.Of(Places.Taonan), boundaries.Of(Places.Najin));
        Assert.True(boundaries.Of(220000000000).Count >= 60);
        Assert.Empty(boundaries.Of(110101000000));
        Assert.Null(boundaries.CountyAt(new(0, 0), Places.Taonan));
    }

    private async Task<RegionDirectory> RegionsAsync(string database)
    {
        var app = await apps.On(database);
        await app.ImportAsync();
        return app.Services.GetService(typeof(RegionDirectory)) as RegionDirectory ?? throw new InvalidOperationException();
    }
}
