using System.Net;
using System.Net.Http.Json;
using FsCheck;
using FsCheck.Fluent;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Geo;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Activities;

public class FenceTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly GeoPoint Place = new(Village.Lat, Village.Lon);

    [Theory]
    [InlineData(0, 10, 300, "Inside")]
    [InlineData(299, 0, 300, "Inside")]
    [InlineData(302, 0, 300, "TooFar")]
    [InlineData(345, 50, 300, "Inside")] // The phone's doubt is the volunteer's gain,
    [InlineData(610, 500, 300, "TooFar")] // but never more than the fence is wide.
    [InlineData(0, 501, 300, "TooVague")]
    [InlineData(0, -1, 300, "TooVague")]
    [InlineData(9000, 30, 0, "Open")]
    public void A_reading_is_judged_by_distance_and_accuracy(double metres, double accuracy, int fence, string says) =>
        Assert.Equal(says, Fence.Check(Place, fence, 500, new(Place.Lat + (metres / 111_195), Place.Lon, accuracy)).Says.ToString());

    [Fact]
    public void What_is_no_position_proves_nothing()
    {
        foreach (var (lat, lon) in new[] { (double.NaN, 1.0), (91, 1), (1, 181), (double.PositiveInfinity, 1) })
        {
            Assert.Equal(FenceSays.NoPosition, Fence.Check(Place, 0, 500, new(lat, lon, 1)).Says);
        }

        Assert.Equal(FenceSays.NoPosition, Fence.Check(Place, 300, 500, new(null, null, 1)).Says);
        Assert.Equal(FenceSays.TooVague, Fence.Check(Place, 300, 500, new(Place.Lat, Place.Lon, null)).Says);
        Assert.Equal(FenceSays.TooVague, Fence.Check(Place, 300, 500, new(Place.Lat, Place.Lon, double.NaN)).Says);
        Assert.Equal(FenceSays.NoPlace, Fence.Check(null, 300, 500, new(Place.Lat, Place.Lon, 1)).Says);
        Assert.Equal(FenceSays.Open, Fence.Check(null, 0, 500, new(Place.Lat, Place.Lon, 1)).Says);
    }

    [Fact]
    public void A_map_position_is_measured_after_its_shift_is_taken_off()
    {
        var shown = Gcj02.FromWgs84(Place);
        Assert.True(Fence.Check(Place, 300, 500, new(shown.Lat, shown.Lon, 5, Datum.Gcj02)).Metres < 1);
        Assert.Equal(FenceSays.TooFar, Fence.Check(Place, 300, 500, new(shown.Lat, shown.Lon, 5)).Says);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_is_there_when_it_is_called_off_leaves_and_nobody_comes_any_more(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var (there, late) = (await door.SeatedAsync("王秀英"), await door.SeatedAsync("李大山"));
        object here = new { lat = Place.Lat, lon = Place.Lon, accuracy = 10 };
        var program = await app.ProgramOfAsync(there);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await program.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/check-in", here)).StatusCode);
        await (await (await app.ProgramOfAsync(door.Lead)).PostAsJsonAsync($"/api/v1/activities/{door.Activity}/cancel", new { reason = "下暴雨" })).Content.ReadAsStringAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.NotEqual(System.Net.HttpStatusCode.OK, (await (await app.ProgramOfAsync(late)).PostAsJsonAsync($"/api/v1/activities/{door.Activity}/check-in", here)).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await program.PostAsJsonAsync($"/api/v1/activities/{door.Activity}/check-out", here)).StatusCode);
    }

    [Fact]
    public void Nobody_farther_than_twice_the_fence_is_ever_inside() => Prop.ForAll(
        Gen.Choose(1, 5000).SelectMany(fence => Gen.Choose(0, 20_000).SelectMany(away => Gen.Choose(0, 500).Select(accuracy => (fence, away, accuracy)))).ToArbitrary(),
        x =>
        {
            var answer = Fence.Check(Place, x.fence, 500, new(Place.Lat + (x.away / 111_195.0), Place.Lon, x.accuracy));
            return answer.Says == FenceSays.Inside ? answer.Metres <= 2 * x.fence : answer.Metres > x.fence;
        }).QuickCheckThrowOnFailure();

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_position_checks_in_and_out_and_says_how_far_it_still_is(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var door = await DoorStep.BuildAsync(app);
        var volunteer = await door.SeatedAsync();
        using (var far = await door.ShowAsync(volunteer, "check-in", new { lat = Village.Lat + 0.01, lon = Village.Lon, accuracy = 20 }))
        {
            Assert.Equal(HttpStatusCode.BadRequest, far.StatusCode);
            Assert.Contains("1112 米", (await far.ProblemAsync()).GetProperty("errors").GetProperty("position")[0].GetString(), StringComparison.Ordinal);
        }

        foreach (var (way, minutes) in new[] { ("check-in", 0), ("still-here", 60), ("check-out", 50) })
        {
            app.Clock.Advance(TimeSpan.FromMinutes(minutes));
            using var near = await door.ShowAsync(volunteer, way, new { lat = Village.Lat, lon = Village.Lon, accuracy = 20 });
            Assert.True(near.IsSuccessStatusCode, await near.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        var presence = await door.PresenceAsync(volunteer);
        Assert.Equal((ProofKinds.Position, ProofKinds.Position, 110), (presence!.InProof, presence.OutProof, (int)(presence.OutAt!.Value - presence.InAt).TotalMinutes));
        Assert.Equal([0, 0, 0], (await door.ProofsAsync(volunteer)).Select(p => p.Metres!.Value));
    }

    [Fact]
    public async Task Without_a_fence_a_position_is_taken_but_is_no_second_proof_beside_a_code()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var door = await DoorStep.BuildAsync(app, a => a.FenceMetres = 0);
        var (one, two) = (await door.SeatedAsync(), await door.SeatedAsync());
        using var alone = await door.ShowAsync(one, "check-in", new { lat = 30, lon = 120, accuracy = 20 });
        using var both = await door.ShowAsync(two, "check-in", new { code = door.Code(), lat = 30, lon = 120, accuracy = 20 });

        Assert.Equal((ProofKinds.Position, ProofKinds.RotatingCode), ((await door.PresenceAsync(one))!.InProof, (await door.PresenceAsync(two))!.InProof));
    }

    [Fact]
    public async Task Ways_that_are_not_open_prove_nothing()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var door = await DoorStep.BuildAsync(app, a => a.Ways = CheckInWays.List);
        var volunteer = await door.SeatedAsync();
        foreach (var (field, what) in new (string, object)[] { ("code", new { code = door.Code() }), ("position", new { lat = Village.Lat, lon = Village.Lon, accuracy = 20 }), ("code", new { }), ("datum", new { code = "", datum = "bd09" }) })
        {
            using var answer = await door.ShowAsync(volunteer, "check-in", what);
            Assert.NotEmpty((await answer.ProblemAsync()).GetProperty("errors").GetProperty(field)[0].GetString()!);
        }

        Assert.Null(await door.PresenceAsync(volunteer));
    }
}
