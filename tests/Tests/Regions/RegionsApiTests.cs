using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Kernel.Geo;
using Weiguang.Regions;

namespace Weiguang.Tests.Regions;

public sealed class RegionsApiTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_division_is_answered_with_its_path(string database)
    {
        var region = await GetAsync(database, $"/api/v1/regions/{Places.Najin}");

        Assert.Equal("那金镇", region.GetProperty("name").GetString());
        Assert.Equal((4, Places.Taonan), (region.GetProperty("level").GetInt32(), region.GetProperty("parent").GetInt64()));
        Assert.Equal(["吉林省", "白城市", "洮南市", "那金镇"], region.GetProperty("path").EnumerateArray().Select(p => p.GetProperty("name").GetString()!));
        Assert.Equal(JsonValueKind.Null, region.GetProperty("movedFrom").ValueKind);
    }

    [Fact]
    public async Task A_former_code_is_answered_with_todays_division_and_says_so()
    {
        using var response = await (await ClientAsync(TestDatabases.Sqlite)).GetAsync("/api/v1/regions/220381000000", Ct);
        var region = await response.Content.ReadFromJsonAsync<JsonElement>(Ct);

        Assert.Equal((Places.Gongzhuling, 220381000000), (region.GetProperty("code").GetInt64(), region.GetProperty("movedFrom").GetInt64()));
        Assert.Equal($"/api/v1/regions/{Places.Gongzhuling}", response.Content.Headers.ContentLocation!.ToString());
    }

    [Theory]
    [InlineData("/api/v1/regions/110000000000", 404)]
    [InlineData("/api/v1/regions/110000000000/children", 404)]
    [InlineData("/api/v1/regions/7", 404)]
    [InlineData("/api/v1/stations/00000000-0000-0000-0000-000000000001", 404)]
    [InlineData("/api/v1/stations?near=91,200", 400)]
    [InlineData("/api/v1/stations?near=45.3", 400)]
    [InlineData("/api/v1/stations?near=NaN,122", 400)]
    [InlineData("/api/v1/stations?near=45.3,122.7&datum=bd09", 400)]
    [InlineData("/api/v1/stations", 400)]
    [InlineData("/api/v1/stations?division=110000000000", 400)]
    public async Task Bad_questions_get_a_clear_answer(string url, int status)
    {
        using var response = await (await ClientAsync(TestDatabases.Sqlite)).GetAsync(url, Ct);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Divisions_are_listed_and_searched(string database)
    {
        var provinces = await GetAsync(database, "/api/v1/regions");
        var children = await GetAsync(database, $"/api/v1/regions/{Places.Taonan}/children");
        var found = await GetAsync(database, "/api/v1/regions?search=tnsh");

        Assert.Equal(3, provinces.GetProperty("items").GetArrayLength());
        Assert.Contains("那金镇", children.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("name").GetString()));
        Assert.Equal("吉林省 白城市 洮南市", found.GetProperty("items")[0].GetProperty("path").GetString());
        Assert.Equal(JsonValueKind.Null, found.GetProperty("next").ValueKind);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Stations_near_a_position_come_with_distance_in_the_datum_asked_for(string database)
    {
        var app = await apps.On(database);
        var id = await app.StationAsync("车站旁的站", StationKind.Station, Places.NajinVillage, Places.Town, "每天 08:00-20:00");
        var shifted = Gcj02.FromWgs84(Places.Town);

        var plain = (await GetAsync(database, "/api/v1/stations?near=45.336,122.787&take=1")).GetProperty("items")[0];
        var mapped = (await GetAsync(database, FormattableString.Invariant($"/api/v1/stations?near={shifted.Lat},{shifted.Lon}&datum=gcj02&take=1"))).GetProperty("items")[0];

        Assert.Equal(id, plain.GetProperty("id").GetGuid());
        Assert.Equal(111, plain.GetProperty("distance").GetDouble());
        Assert.Equal((45.335, 122.787), (plain.GetProperty("position").GetProperty("lat").GetDouble(), plain.GetProperty("position").GetProperty("lon").GetDouble()));
        Assert.True(plain.GetProperty("open").GetBoolean());
        Assert.Equal("ZHAN", plain.GetProperty("kind").GetString());
        Assert.Equal(0, mapped.GetProperty("distance").GetDouble());
        Assert.Equal("gcj02", mapped.GetProperty("position").GetProperty("datum").GetString());
        Assert.Equal(shifted.Lat, mapped.GetProperty("position").GetProperty("lat").GetDouble(), 1e-7);
        Assert.Equal("车站旁的站", (await GetAsync(database, $"/api/v1/stations/{id}")).GetProperty("name").GetString());
    }

    private async Task<JsonElement> GetAsync(string database, string url)
    {
        using var response = await (await ClientAsync(database)).GetAsync(url, Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    private async Task<HttpClient> ClientAsync(string database)
    {
        var app = await apps.On(database);
        await app.ImportAsync();
        return app.Browser();
    }
}
