using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using Weiguang.Hours.Domain;
using Weiguang.People;
using static Weiguang.Tests.Orders.VisitFacts;

namespace Weiguang.Tests.Orders;

/// <summary>The way from an order to its hours, while they wait for somebody's word.</summary>
public class VisitPagesTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task From_the_order_a_volunteer_comes_to_where_they_confirm(string database)
    {
        var (app, village, volunteer, order) = await OfOneWordAsync(database);
        var browser = await app.BrowserOfAsync(volunteer);

        var hours = await FollowAsync(browser, $"/orders/{order}", "看这一单记了多少时长");
        Assert.Contains("还等人说一声属实", (await browser.GetPageAsync(hours, Ct)).Body!.TextContent, StringComparison.Ordinal);
        var own = await FollowAsync(browser, hours, "看我自己的那一条");
        using var confirmed = await browser.SubmitAsync(own, form: "form:has([name='Form.Version'])", ct: Ct);

        Assert.Equal(RecordState.Posted, (await StandsAsync(app, order)).State);
        Assert.DoesNotContain("看我自己的那一条", (await (await app.BrowserOfAsync(village.ResidentId)).GetPageAsync(hours, Ct)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task At_a_visit_nobody_is_led_to_a_form_in_which_nothing_can_be_entered(string database)
    {
        var (app, village, _, order) = await OfOneWordAsync(database);

        var desk = await (await app.BrowserOfAsync(village.StaffId)).GetPageAsync($"/hours/{order}/records", Ct);

        Assert.NotEmpty(desk.QuerySelectorAll("li.card"));
        Assert.Null(desk.QuerySelector("a[href*='/backfill']"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_reward_that_would_be_refused_is_not_offered(string database)
    {
        var (app, village, volunteer, order) = await OfOneWordAsync(database);
        await village.Resident.StepAsync(order, "rating", new { came = true, onTime = true, solved = "partly", stars = 3 });
        var (staff, page) = (await app.BrowserOfAsync(village.StaffId), $"/console/orders/{order}");

        var waits = await staff.GetPageAsync(page, Ct);
        Assert.Null(waits.QuerySelector("input[value='Reward']"));
        Assert.Contains("定下来再奖励", waits.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("reward", await AllowedAsync(village.Staff, order));

        Assert.Equal(System.Net.HttpStatusCode.NoContent, await PostAsync(await app.ProgramOfAsync(volunteer), $"/api/v1/hours/{order}/records/{(await RecordAsync(app, order)).Id}/confirm", new { }));
        Assert.NotNull((await staff.GetPageAsync(page, Ct)).QuerySelector("input[value='Reward']"));
        Assert.Contains("reward", await AllowedAsync(village.Staff, order));
    }

    private static async Task<List<string?>> AllowedAsync(HttpClient who, Guid order) =>
        [.. (await who.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{order}", Ct)).GetProperty("allowed").EnumerateArray().Select(a => a.GetString())];

    private static async Task<string> FollowAsync(HttpClient browser, string url, string words) =>
        (await browser.GetPageAsync(url, Ct)).QuerySelectorAll("main a").Single(a => a.TextContent == words).GetAttribute("href")!;

    /// <summary>A visit that rests on one clerk's word.</summary>
    private async Task<(TestApp App, Village Village, Guid Volunteer, Guid Order)> OfOneWordAsync(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        var order = await village.AcceptedAsync(volunteer, await app.ProgramOfAsync(volunteer));
        await village.Staff.StepAsync(order, "check-in");
        app.Clock.Advance(TimeSpan.FromMinutes(60));
        await village.Staff.StepAsync(order, "check-out");
        await village.Staff.StepAsync(order, "complete");
        return (app, village, volunteer, order);
    }
}
