using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using FsCheck;
using FsCheck.Fluent;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Rulebook;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Regions.Domain;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests.Hours;

/// <summary>Rules change in daylight: from a day to come, with a second person a level up, and each day is judged by what held then.</summary>
public class RuleDaylightTests
{
    private const long City = 220800000000;
    private const long Province = 220000000000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Page(string rule) => $"/console/hour-rules/{TestPeople.County}/{rule}";

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_change_waits_for_somebody_a_level_up_and_holds_from_the_next_day(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ImportFewAsync();
        var (id, colleague, above) = (await app.PersonWithAsync(Role.Coordinator), await app.PersonWithAsync(Role.Coordinator), await app.PersonWithAsync(Role.Coordinator, City));
        var county = await app.ProgramOfAsync(id);
        using var early = await PutAsync(county, 2, app.Clock.Today());
        Assert.Equal(HttpStatusCode.BadRequest, early.StatusCode);
        using var proposed = await PutAsync(county, 2);
        Assert.Equal(HttpStatusCode.OK, proposed.StatusCode);
        using var again = await PutAsync(county, 2);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode); // Pressed twice.
        using var another = await PutAsync(await app.ProgramOfAsync(colleague), 4);
        Assert.Equal(HttpStatusCode.Conflict, another.StatusCode);

        foreach (var (who, status) in new[] { (id, HttpStatusCode.Forbidden), (colleague, HttpStatusCode.Forbidden) })
        {
            using var refused = await app.DecideRuleAsync(await app.ProgramOfAsync(who), "night", new { approved = true });
            Assert.Equal(status, refused.StatusCode);
        }

        Assert.True(await InboxAsync(app, above));
        Assert.False(await InboxAsync(app, colleague));
        var browser = await app.BrowserOfAsync(above);
        var form = (IHtmlFormElement)(await browser.GetPageAsync(Page("night"), Ct)).QuerySelector("form:has([name=_handler][value='decide'])")!;
        using var decided = await browser.SubmitAsync(Page("night"), form, new Dictionary<string, string> { ["Form.Approved"] = "true" }, Ct);
        Assert.Equal(HttpStatusCode.Redirect, decided.StatusCode);
        Assert.Equal(3, await HourAsync(app)); // Not today.
        Assert.NotNull((await browser.GetPageAsync(Page("night"), Ct)).QuerySelector("[data-coming]"));
        app.Clock.Advance(TimeSpan.FromHours(13.9)); // Shortly before midnight in China.
        Assert.Equal(3, await HourAsync(app));
        app.Clock.Advance(TimeSpan.FromHours(0.2));
        Assert.Equal(2, await HourAsync(app));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_refused_or_taken_back_never_holds_and_says_why(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (county, above) = (await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator)), await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, City)));
        using var first = await PutAsync(county, 2);
        using var wordless = await app.DecideRuleAsync(above, "night", new { approved = false });
        Assert.Equal(HttpStatusCode.BadRequest, wordless.StatusCode);
        using var refused = await app.DecideRuleAsync(above, "night", new { approved = false, decision = "夜里巡河的照常查" });
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        using var second = await PutAsync(county, 1);
        using var withdrawn = await app.DecideRuleAsync(county, "night", new { approved = false, decision = "写错了" });
        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        using var late = await app.DecideRuleAsync(above, "night", new { approved = true });
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);

        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(3, await HourAsync(app));
        var page = await (await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator))).GetPageAsync(Page("night"), Ct);
        Assert.All(["夜里巡河的照常查", "写错了", "没有同意", "自己撤回了"], said => Assert.Contains(said, page.Body!.TextContent, StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_a_yes_and_a_taking_back_at_once_one_is_taken_and_the_rule_follows_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (county, above) = (await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator)), await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, City)));
        for (var round = 0; round < 4; round++)
        {
            using var proposed = await PutAsync(county, round % 2 == 0 ? 1 : 2);
            Assert.Equal(HttpStatusCode.OK, proposed.StatusCode);
            var answers = await Task.WhenAll(app.DecideRuleAsync(above, "night", new { approved = true }), app.DecideRuleAsync(county, "night", new { approved = false, decision = "写错了" }));
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
        }

        using var scope = app.Scope();
        var approved = await scope.Db.Set<RuleChange>().Where(c => c.State == RuleChangeState.Approved).OrderBy(c => c.Sequence).ToListAsync(Ct);
        Assert.Equal(approved.LastOrDefault()?.After, await scope.Db.Set<Rule>().Select(r => r.Numbers).SingleOrDefaultAsync(Ct)); // All of one day: the last that was approved.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task At_the_province_another_of_the_province_says_yes(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var one = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, Province));
        using var proposed = await one.PutAsJsonAsync($"/api/v1/hour-rules/{Province}/night", new { numbers = new { on = 1, hour = 2 } }, Ct);
        Assert.Equal(HttpStatusCode.OK, proposed.StatusCode);
        using var own = await app.DecideRuleAsync(one, "night", new { approved = true }, Province);
        Assert.Equal(HttpStatusCode.Forbidden, own.StatusCode);
        using var other = await app.DecideRuleAsync(await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, Province)), "night", new { approved = true }, Province);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    /// <summary>A watch switched off around one sweep: the day's own rule is what the sweep goes by, whenever it comes.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_watch_that_is_switched_off_afterwards_still_watches_the_days_before(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        using (var scope = app.Scope())
        {
            var next = DateOnly.FromDateTime(fair.Start.ToShanghai()).AddDays(1);
            scope.Db.Add(new Rule { DivisionCode = TestPeople.County, Code = HourSheets.Find("device")!.Code, FromDay = next, Numbers = """{"on":0,"people":5}""" });
            await scope.Db.SaveChangesAsync(Ct);
        }

        for (var i = 0; i < 5; i++)
        {
            await fair.ThereAsync(i, 60 + i, device: "p1");
        }

        await fair.SettleAsync(80 + (24 * 60)); // The sweep comes when the rule is off already.

        var found = (await fair.Staff.GetFromJsonAsync<JsonElement>("/api/v1/anomalies?state=open", Ct)).GetProperty("items").EnumerateArray().Select(c => c.GetProperty("kind").GetString());
        Assert.Contains("device", found);
    }

    [Fact]
    public void Of_many_versions_the_last_that_began_by_a_day_holds_on_it() => Prop.ForAll(
        Gen.ListOf(Gen.Choose(0, 30).SelectMany(_ => Gen.Choose(0, 4), (day, rule) => (day, rule))).ToArbitrary(), Gen.Choose(0, 31).ToArbitrary(), (versions, asked) =>
        {
            var begin = new DateOnly(2026, 9, 1);
            var known = versions.GroupBy(v => v.day).Select(g => (From: begin.AddDays(g.Key), Rule: g.Last().rule == 0 ? null : $"{g.Last().rule}")).ToList();
            var rules = new RuleDays<string>(new Dictionary<long, IReadOnlyList<(DateOnly, string?)>> { [TestPeople.County] = known }, "national");
            var day = begin.AddDays(asked);
            var expected = known.Where(v => v.From <= day).OrderBy(v => v.From).Select(v => v.Rule).LastOrDefault() ?? "national";
            return rules.Of(TestPeople.Village, day) == expected;
        }).QuickCheckThrowOnFailure();

    private static Task<HttpResponseMessage> PutAsync(HttpClient who, int hour, DateOnly? from = null) =>
        who.PutAsJsonAsync($"/api/v1/hour-rules/{TestPeople.County}/night", new { numbers = new { on = 1, hour }, from }, Ct);

    private static async Task<int> HourAsync(TestApp app)
    {
        using var scope = app.Scope();
        return (await scope.Get<RuleBook>().ReadAsync(HourSheets.Watches[AnomalyKind.Night], TestPeople.Village, Ct)).Numbers["hour"]!.Value;
    }

    private static async Task<bool> InboxAsync(TestApp app, Guid person)
    {
        var page = await (await app.ProgramOfAsync(person)).GetFromJsonAsync<JsonElement>("/api/v1/console/cases?kind=hours.rule", Ct);
        return page.GetProperty("items").EnumerateArray().Single().GetProperty("mayDecide").GetBoolean();
    }
}
