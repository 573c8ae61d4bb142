using Weiguang.Tests.Activities;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Hours.Rulebook;
using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Regions.Domain;

namespace Weiguang.Tests.Hours;

/// <summary>Coordinators see and change the rules of hours, and what they change is what counts.</summary>
public class RulebookTests
{
    private static readonly DateTime Noon = new(2026, 9, 1, 4, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Page(string rule, long place = TestPeople.County) => $"/console/hour-rules/{place}/{rule}";

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_county_rounds_its_hours_and_a_reset_counts_minutes_again(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var coordinator = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        using var saved = await coordinator.SubmitAsync(Page("rounding"), Steps((15, 0), (45, 30), (60, 60)), RuleForm, Ct);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var fair = await Presences.BuildAsync(app);
        var rounded = await fair.ThereAsync(0, 80);
        await fair.SettleAsync(100);
        Assert.Equal(90, await fair.BalanceAsync(rounded));

        coordinator = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        using var reset = await coordinator.SubmitAsync(Page("rounding"), (object?)null, "form:not(:has(input[type=number])):has(input[name='Form.Seen'])", Ct);
        Assert.Equal(HttpStatusCode.Redirect, reset.StatusCode);
        var exact = await fair.ThereAsync(0, 80);
        await fair.SettleAsync(110);

        Assert.Equal((90L, 80L), (await fair.BalanceAsync(rounded), await fair.BalanceAsync(exact))); // What was counted stays.
        var told = (await coordinator.GetPageAsync(Page("rounding"), Ct)).Body!.TextContent;
        Assert.Contains("改回照上级的", told, StringComparison.Ordinal);
        Assert.Contains("零头不超过 45 分钟的，算 30 分钟", told, StringComparison.Ordinal); // What it was before.
        Assert.Null(await fair.VerifyAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_takes_a_rule_back_that_a_colleague_took_back_learns_who_it_was(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (faster, slower) = (await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator)), await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator)));
        const string Reset = "form:not(:has(input[type=number])):has(input[name='Form.Seen'])";
        using var saved = await faster.SubmitAsync(Page("rounding"), Steps((15, 0), (45, 30), (60, 60)), RuleForm, Ct);
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)(await slower.GetPageAsync(Page("rounding"), Ct)).QuerySelector(Reset)!;
        using var taken = await faster.SubmitAsync(Page("rounding"), (object?)null, Reset, Ct);
        using var late = await slower.SubmitAsync(Page("rounding"), form, ct: Ct);

        var told = (await slower.GetPageAsync(Page("rounding"), Ct)).QuerySelector(".flash")!.TextContent;
        Assert.Contains("把这条规则改回了照上级的", told, StringComparison.Ordinal);
        Assert.Contains("现在就是照上级的算", told, StringComparison.Ordinal);
    }

    /// <summary>A sheet grows with a later version; what a county stored before it says nothing of the new number.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_rule_stored_before_one_of_its_numbers_was_asked_for_holds_with_the_national_one(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var coordinator = await app.PersonWithAsync(Role.Coordinator);
        RuleSheet[] sheets = [.. HourSheets.All, Weiguang.Recognition.Domain.StarRule.Sheet];
        using (var scope = app.Scope())
        {
            foreach (var sheet in sheets)
            {
                var earlier = new RuleNumbers(sheet.National.Values.Where(n => n.Key != sheet.Fields.Last(f => !f.Optional).Name).ToDictionary()).ToString();
                scope.Db.Add(new Rule { DivisionCode = TestPeople.County, Code = sheet.Code, Numbers = earlier });
                scope.Db.Add(new RuleChange { DivisionCode = TestPeople.County, Code = sheet.Code, Sequence = 1, Before = earlier, After = earlier, IsReset = false, By = coordinator, At = Noon });
            }

            await scope.Db.SaveChangesAsync(Ct);
        }

        var (browser, program) = (await app.BrowserOfAsync(coordinator), await app.ProgramOfAsync(coordinator));
        foreach (var address in sheets.SkipLast(1).Select(s => Page(s.Slug())).Append("/console/hour-rules").Append("/console/stars/rules"))
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(address, Ct)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync($"/api/v1/hour-rules/{TestPeople.County}", Ct)).StatusCode);
        using var asked = app.Scope();
        var book = asked.Get<RuleBook>();
        Assert.Equal(BackfillRule.National, await book.ForAsync(HourSheets.Backfill, TestPeople.Village, Ct));
        Assert.Equal(Weiguang.Recognition.Domain.StarRule.National.WaitMonths, (await book.ForAsync(Weiguang.Recognition.Domain.StarRule.Sheet, TestPeople.Village, Ct)).WaitMonths);
        Assert.Equal(sheets.Select(s => s.National.ToString()), (await book.ReadAsync(sheets, TestPeople.Village, Ct)).Select(r => r.Numbers.ToString()));
        Assert.All(await book.AllAsync([.. HourSheets.Watches.Values], Ct), rules => Assert.NotNull(rules.Of(TestPeople.Village).Limits));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_rule_that_is_changed_or_switched_off_changes_what_the_sweep_finds(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var county = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator));
        await SetAsync(county, "identical", new { on = 0, people = 5 });
        await SetAsync(county, "device", new { on = 1, people = 3 });
        var fair = await Presences.BuildAsync(app);
        for (var i = 0; i < 3; i++)
        {
            await fair.ThereAsync(0, 60, device: "p1");
            await fair.ThereAsync(0, 60);
            await fair.ThereAsync(0, 60);
        }

        await fair.SettleAsync(80);

        var found = (await fair.Staff.GetFromJsonAsync<JsonElement>("/api/v1/anomalies", Ct)).GetProperty("items").EnumerateArray().Select(c => c.GetProperty("kind").GetString());
        Assert.Equal(["device"], found); // By the national rules it would have been "identical" alone.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_village_reads_the_county_s_rule_until_it_sets_its_own(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var county = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var village = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.Village));
        Assert.Equal(JsonValueKind.Null, (await RuleAsync(village, "backfill")).GetProperty("source").ValueKind);

        await SetAsync(county, "backfill", new { percent = 5, leastMinutes = 600, publicityDays = 5 });
        var inherited = await RuleAsync(village, "backfill");
        await SetAsync(village, "backfill", new { percent = 0, leastMinutes = 60, publicityDays = 7 }, TestPeople.Village);
        var own = await RuleAsync(village, "backfill");
        using var back = await village.DeleteAsync($"/api/v1/hour-rules/{TestPeople.Village}/backfill", Ct);
        back.EnsureSuccessStatusCode();
        var again = await RuleAsync(village, "backfill");

        Assert.Equal([(TestPeople.County, 5), (TestPeople.Village, 7), (TestPeople.County, 5)], new[] { inherited, own, again }.Select(r => (r.GetProperty("source").GetInt64(), r.GetProperty("numbers").GetProperty("publicityDays").GetInt32())));
        var trail = (await village.GetFromJsonAsync<JsonElement>($"/api/v1/hour-rules/{TestPeople.Village}/backfill/changes", Ct)).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([3, 5, 7], trail.Select(c => c.GetProperty("before").GetProperty("publicityDays").GetInt32()).Order());
        Assert.Single(trail, c => c.GetProperty("isReset").GetBoolean());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_out_of_range_is_said_at_its_field_and_changes_nothing(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var id = await app.PersonWithAsync(Role.Coordinator);
        var (coordinator, program) = (await app.BrowserOfAsync(id), await app.ProgramOfAsync(id));

        using var answer = await coordinator.SubmitAsync(Page("travel"), new Dictionary<string, string> { ["Form.Numbers[kmh]"] = "5", ["Form.Numbers[km]"] = "很远" }, RuleForm, Ct);
        var page = await answer.ReadPageAsync(Ct);
        Assert.Contains("写 60 到 1000 之间的整数", page.QuerySelector(".summary")!.TextContent + page.QuerySelector("[id='Form-Numbers-kmh-error']")?.TextContent, StringComparison.Ordinal);
        Assert.Equal("很远", page.QuerySelector("[name='Form.Numbers[km]']")!.GetAttribute("value"));
        using var falling = await coordinator.SubmitAsync(Page("rounding"), Steps((45, 30), (15, 0), (60, 60)), RuleForm, Ct);
        Assert.NotNull((await falling.ReadPageAsync(Ct)).QuerySelector("[name='Form.Numbers[upTo2]'][aria-invalid=true]"));
        using var refused = await program.PutAsJsonAsync($"/api/v1/hour-rules/{TestPeople.County}/night", new { numbers = new { on = 1, hour = 12 } }, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        using var scope = app.Scope();
        Assert.False(await scope.Db.Set<RuleChange>().AnyAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_has_not_seen_the_last_change_looks_first(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var coordinator = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var page = await coordinator.GetPageAsync(Page("night"), Ct);
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector(RuleForm)!;
        using var first = await coordinator.SubmitAsync(Page("night"), form, new Dictionary<string, string> { ["Form.Numbers[hour]"] = "2" }, Ct);
        using var second = await coordinator.SubmitAsync(Page("night"), form, new Dictionary<string, string> { ["Form.Numbers[hour]"] = "4" }, Ct);

        var told = await second.ReadPageAsync(Ct);
        Assert.Contains("改了这条规则", told.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("时长跨过凌晨 2 点", told.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("4", told.QuerySelector("[name='Form.Numbers[hour]']")!.GetAttribute("value")); // Nothing typed is lost.
        using var again = await coordinator.SubmitAsync(Page("night"), (AngleSharp.Html.Dom.IHtmlFormElement)told.QuerySelector(RuleForm)!, ct: Ct);
        Assert.Contains("时长跨过凌晨 4 点", (await coordinator.GetPageAsync(Page("night"), Ct)).Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>The other form of the page: the way back posts no numbers, so it shows what holds now and asks again.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_goes_back_on_a_page_that_is_old_sees_what_holds_and_is_asked_again(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var id = await app.PersonWithAsync(Role.Coordinator);
        var coordinator = await app.BrowserOfAsync(id);
        await SetAsync(await app.ProgramOfAsync(id), "night", new { on = 1, hour = 2 });
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)(await coordinator.GetPageAsync(Page("night"), Ct)).QuerySelector(ResetForm)!;
        await SetAsync(await app.ProgramOfAsync(id), "night", new { on = 1, hour = 4 });

        using var late = await coordinator.SubmitAsync(Page("night"), form, ct: Ct);

        var told = await late.ReadPageAsync(Ct);
        var alert = told.QuerySelector("[role=alert]")!.TextContent;
        Assert.Contains("改了这条规则", alert, StringComparison.Ordinal);
        Assert.Contains("还要改回照上级的，就再点一次", alert, StringComparison.Ordinal);
        Assert.DoesNotContain("您填的还在", alert, StringComparison.Ordinal);
        Assert.Equal("4", told.QuerySelector("[name='Form.Numbers[hour]']")!.GetAttribute("value"));
        Assert.NotNull(told.QuerySelector("[name='Form.Numbers[on]'][value='1'][checked]"));
        using var again = await coordinator.SubmitAsync(Page("night"), (AngleSharp.Html.Dom.IHtmlFormElement)told.QuerySelector(ResetForm)!, ct: Ct);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Null((await coordinator.GetPageAsync(Page("night"), Ct)).QuerySelector(ResetForm));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Ten_who_change_one_rule_at_once_leave_a_story_without_a_gap(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var county = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var answers = await Task.WhenAll(Enumerable.Range(1, 10).Select(async i =>
        {
            using var answer = await county.PutAsJsonAsync($"/api/v1/hour-rules/{TestPeople.County}/device", new { numbers = new { on = 1, people = 10 + i } }, Ct);
            return answer.StatusCode;
        }));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a)); // None of them said what they had seen: the last one wins.
        using var scope = app.Scope();
        var story = await scope.Db.Set<RuleChange>().OrderBy(c => c.Sequence).ToListAsync(Ct);
        Assert.Equal(Enumerable.Range(1, answers.Count(a => a == HttpStatusCode.OK)), story.Select(c => c.Sequence));
        Assert.All(story.Zip(story.Skip(1)), pair => Assert.Equal(pair.First.After, pair.Second.Before));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_outside_the_division_and_nobody_below_it_learns_or_changes_its_rules(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        foreach (var (place, role, status) in ((long, Role, HttpStatusCode)[])
            [(TestPeople.NextCounty, Role.Coordinator, HttpStatusCode.NotFound), (TestPeople.Village, Role.Coordinator, HttpStatusCode.NotFound), (TestPeople.County, Role.Station, HttpStatusCode.Forbidden)])
        {
            var id = await app.PersonWithAsync(role, place);
            var (browser, program) = (await app.BrowserOfAsync(id), await app.ProgramOfAsync(id));
            using var put = await program.PutAsJsonAsync($"/api/v1/hour-rules/{TestPeople.County}/night", new { numbers = new { on = 0, hour = 3 } }, Ct);
            using var delete = await program.DeleteAsync($"/api/v1/hour-rules/{TestPeople.County}/night", Ct);
            using var read = await program.GetAsync($"/api/v1/hour-rules/{TestPeople.County}", Ct);
            Assert.Equal([status, status, status], new[] { put, delete, read }.Select(a => a.StatusCode));
            foreach (var address in (string[])[Page("night"), $"/console/hour-rules?division={TestPeople.County}", "/console/hour-rules?division=0"])
            {
                using var page = await browser.GetAsync(address, Ct);
                Assert.Equal(status, page.StatusCode);
            }
        }

        using var scope = app.Scope();
        Assert.False(await scope.Db.Set<Rule>().AnyAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_list_says_what_holds_and_whose_it_is(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var id = await app.PersonWithAsync(Role.Coordinator);
        await SetAsync(await app.ProgramOfAsync(id), "night", new { on = 0, hour = 3 });

        var page = await (await app.BrowserOfAsync(id)).GetPageAsync("/console/hour-rules", Ct);

        Assert.Equal(HourSheets.All.Count, page.QuerySelectorAll(".table tbody tr").Length);
        var night = page.QuerySelectorAll(".table tbody tr").Single(r => r.QuerySelector($"a[href$='/night']") is not null).TextContent;
        Assert.Contains("不查", night, StringComparison.Ordinal);
        Assert.Contains("本地定的", night, StringComparison.Ordinal);
        Assert.Contains("照全国通行的", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void No_rounding_that_is_let_in_counts_less_for_staying_longer_or_more_than_its_step() => Prop.ForAll(Roundings.ToArbitrary(), numbers =>
    {
        if (HourSheets.Rounding.Mistakes(numbers).Count > 0)
        {
            return true;
        }

        var rule = RoundingRule.Of(numbers);
        var counts = Enumerable.Range(0, 241).Select(m => HourRules.Count(new(Noon, Noon.AddHours(4)), Noon, Noon.AddMinutes(m), rule)).ToList();
        return counts[0] == 0 && counts.Zip(counts.Skip(1)).All(p => p.First <= p.Second) && counts.Select((c, m) => c <= ((m + 59) / 60 * 60)).All(fits => fits);
    }).QuickCheckThrowOnFailure();

    private const string ResetForm = "form:not([hidden]):has([name=_handler][value='reset'])";
    private const string RuleForm = "form:has(input[name^='Form.Numbers'])";

    private static readonly Gen<RuleNumbers> Roundings =
        from steps in Gen.ListOf(Gen.Choose(0, 6).SelectMany(_ => Gen.Choose(0, 12), (_, x) => x * 5), 6)
        from filled in Gen.Choose(0, 3)
        from least in Gen.Choose(0, 18)
        select new RuleNumbers(Enumerable.Range(0, filled)
            .SelectMany(i => new[] { ($"upTo{i + 1}", steps[2 * i]), ($"counts{i + 1}", steps[(2 * i) + 1]) }).Append(("leastPercent", least * 5)).ToDictionary(n => n.Item1, n => n.Item2));

    private static Dictionary<string, string> Steps(params (int UpTo, int Counts)[] steps) => steps
        .SelectMany((s, i) => new[] { ($"Form.Numbers[upTo{i + 1}]", s.UpTo), ($"Form.Numbers[counts{i + 1}]", s.Counts) }).ToDictionary(n => n.Item1, n => $"{n.Item2}");

    private static async Task SetAsync(HttpClient who, string rule, object numbers, long place = TestPeople.County)
    {
        using var answer = await who.PutAsJsonAsync($"/api/v1/hour-rules/{place}/{rule}", new { numbers }, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<JsonElement> RuleAsync(HttpClient who, string rule) => (await who.GetFromJsonAsync<JsonElement>($"/api/v1/hour-rules/{TestPeople.Village}", Ct))
        .GetProperty("items").EnumerateArray().Single(r => r.GetProperty("rule").GetString() == rule);
}
