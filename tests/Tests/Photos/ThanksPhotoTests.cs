using System.Net;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Photos;

/// <summary>A resident says thanks with a picture: for whoever came and the station, for others only if the resident wants it and the station has looked.</summary>
public class ThanksPhotoTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_came_and_the_station_see_it_and_nobody_else(string database)
    {
        var app = await apps.On(database);
        var (village, order, volunteer) = await RatedAsync(app);

        var photo = await village.Resident.BroughtAsync("thanks", order, "灯亮了");
        var address = $"/albums/thanks/{order}/{photo}";

        Assert.Contains("放了照片谢谢您", await volunteer.GetStringAsync("/api/v1/me/messages", Ct), StringComparison.Ordinal);
        foreach (var who in new[] { volunteer, village.Staff, village.Resident })
        {
            Assert.True((await who.GetAsync(address, Ct)).Headers.CacheControl!.Private);
        }

        var (stranger, other) = (app.Browser(), await app.ProgramOfAsync(await app.VolunteerAsync()));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), ((await stranger.GetAsync(address, Ct)).StatusCode, (await other.GetAsync(address, Ct)).StatusCode));
        Assert.Equal(HttpStatusCode.Forbidden, (await village.Staff.PostAsync($"{AlbumSteps.At("thanks", order)}/{photo}/approve", null, Ct)).StatusCode); // The resident did not ask for it.
        Assert.Null((await stranger.GetPageAsync($"/stations/{village.StationId}", Ct)).QuerySelector($"img[src='{address}/small']"));
        Assert.NotNull((await (await app.BrowserOfAsync(village.ResidentId)).GetPageAsync($"/orders/{order}", Ct)).QuerySelector($"img[src='{address}/small'][alt='灯亮了']"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_the_resident_wants_shown_hangs_at_the_station_once_it_has_looked_and_can_be_taken_back(string database)
    {
        var app = await apps.On(database);
        var (village, order, volunteer) = await RatedAsync(app);
        var photo = await village.Resident.BroughtAsync("thanks", order, "灯亮了", forAll: true);
        var address = $"/albums/thanks/{order}/{photo}";
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync(address, Ct)).StatusCode);
        foreach (var who in new[] { village.Resident, volunteer })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await who.PostAsync($"{AlbumSteps.At("thanks", order)}/{photo}/approve", null, Ct)).StatusCode);
        }


        Assert.Equal(HttpStatusCode.NoContent, (await village.Staff.PostAsync($"{AlbumSteps.At("thanks", order)}/{photo}/approve", null, Ct)).StatusCode);
        var shown = await app.Browser().GetPageAsync($"/stations/{village.StationId}", Ct);
        Assert.NotNull(shown.QuerySelector($"img[src='{address}/small'][alt='灯亮了']"));
        Assert.DoesNotContain("灯不亮了", shown.QuerySelector("main")!.TextContent, StringComparison.Ordinal); // What was asked for is nobody's business.
        Assert.True((await app.Browser().GetAsync(address, Ct)).Headers.CacheControl!.Public);

        Assert.Equal(HttpStatusCode.NoContent, (await village.Resident.DeleteAsync($"{AlbumSteps.At("thanks", order)}/{photo}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync(address, Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Before_the_rating_and_where_nobody_came_there_is_nothing_to_thank_for(string database)
    {
        var app = await apps.On(database);
        var (village, order, volunteer) = await RatedAsync(app, came: false);

        using var answer = await village.Resident.BringAsync("thanks", order);
        using var others = await volunteer.BringAsync("thanks", order);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (answer.StatusCode, others.StatusCode));
    }

    internal static async Task<(Village Village, Guid Order, HttpClient Volunteer)> RatedAsync(TestApp app, bool came = true)
    {
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var volunteer = await app.ProgramOfAsync(volunteerId);
        var order = await village.AcceptedAsync(volunteerId, volunteer);
        await village.Staff.StepAsync(order, "check-in");
        await village.Staff.StepAsync(order, "check-out");
        await village.Resident.StepAsync(order, "complete");
        await village.Resident.StepAsync(order, "rating", came ? new { came, onTime = (bool?)true, solved = "yes", stars = 5 } : new { came, onTime = (bool?)null, solved = "no", stars = 1 });
        return (village, order, volunteer);
    }
}
