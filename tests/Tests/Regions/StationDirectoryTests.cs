using Weiguang.Kernel.Geo;
using Weiguang.Regions;

namespace Weiguang.Tests.Regions;

public class StationDirectoryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_order_goes_to_the_nearest_desk_up_the_tree_and_escalates_from_there(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var centre = await app.StationAsync("中心", StationKind.Centre, Places.Taonan);
        await app.StationAsync("党群", StationKind.PartyCentre, Places.Taonan);
        var office = await app.StationAsync("那金所", StationKind.Office, Places.Najin);
        var village = await app.StationAsync("村站", StationKind.Station, Places.NajinVillage);
        var point = await app.StationAsync("小区点", StationKind.Point, Places.NajinVillage);
        await app.StationAsync("食堂", StationKind.Canteen, Places.NajinVillage + 1);
        await app.StationAsync("关了的站", StationKind.Station, Places.NajinVillage + 1, active: false);
        using var scope = app.Scope();
        var stations = scope.Get<StationDirectory>();

        Assert.Equal(village, (await stations.ServingAsync(Places.NajinVillage, Ct))!.Id);
        Assert.Equal(office, (await stations.ServingAsync(Places.NajinVillage + 1, Ct))!.Id);
        Assert.Equal(centre, (await stations.ServingAsync(Places.Taonan + 100_000, Ct))!.Id);
        Assert.Null(await stations.ServingAsync(Places.Zhenlai, Ct));
        Assert.Equal([village, office, centre, null], await ClimbAsync(stations, point));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_nearest_stations_come_first_and_far_ones_only_when_nothing_is_near(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var random = new Random(7);
        var all = new List<(Guid Id, GeoPoint At)>();
        for (var i = 0; i < 60; i++)
        {
            var at = new GeoPoint(45.335 + ((random.NextDouble() - 0.5) * 1.2), 122.787 + ((random.NextDouble() - 0.5) * 1.6));
            all.Add((await app.StationAsync($"站{i}", StationKind.Station, Places.NajinVillage, at), at));
        }

        await app.StationAsync("没有位置", StationKind.Station, Places.NajinVillage);
        await app.StationAsync("关了", StationKind.Station, Places.NajinVillage, Places.Town, active: false);
        using var scope = app.Scope();
        var stations = scope.Get<StationDirectory>();

        foreach (var take in (int[])[1, 5, 40])
        {
            var expected = all.OrderBy(s => s.At.MetresTo(Places.Town)).Take(take).Select(s => s.Id);
            Assert.Equal(expected, (await stations.NearAsync(Places.Town, take, Ct)).Select(n => n.Station.Id));
        }

        Assert.Empty(await stations.NearAsync(new(30, 100), 5, Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_long_list_comes_page_by_page_each_station_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        for (var i = 0; i < 23; i++)
        {
            await app.StationAsync($"站{i}", StationKind.Station, Places.NajinVillage + (i / 10));
        }

        await app.StationAsync("邻县", StationKind.Station, Places.Zhenlai);
        using var scope = app.Scope();
        var stations = scope.Get<StationDirectory>();
        var (seen, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await stations.ListAsync(Places.Taonan, cursor, 5, Ct);
            seen.AddRange(page.Items.Select(s => s.Name));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 23).Select(i => $"站{i}").Order(), seen.Order());
        var (from, to) = DivisionCodes.Range(Places.Taonan);
        Assert.Equal(23, (await stations.InAsync(from, to, Ct)).Count);
    }

    private static async Task<List<Guid?>> ClimbAsync(StationDirectory stations, Guid from)
    {
        var way = new List<Guid?>();
        for (var at = await stations.FindAsync(from, Ct); at is not null;)
        {
            at = await stations.AboveAsync(at, Ct);
            way.Add(at?.Id);
        }

        return way;
    }
}
