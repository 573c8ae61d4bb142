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
using Weiguang.Kernel.Time;
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
    public async Task A_county_rounds_its_hours_and_after_a_reset_each_day_keeps_its_rule(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var coordinator = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        using var saved = await coordinator.SubmitAsync(Page("rounding"), Steps((15, 0), (45, 30), (60, 60)), RuleForm, Ct);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        await app.ApproveRuleAsync("rounding");
        var fair = await Presences.BuildAsync(app);
        var rounded = await fair.ThereAsync(0, 80);
        await fair.SettleAsync(100);
        Assert.Equal(90, await fair.BalanceAsync(rounded));

        coordinator = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        using var reset = await coordinator.SubmitAsync(Page("rounding"), (object?)null, ResetForm, Ct);
        Assert.Equal(HttpStatusCode.Redirect, reset.StatusCode);
        await app.ApproveRuleAsync("rounding");
        var late = await fair.ThereAsync(0, 80);
        await fair.SettleAsync(110);
        var next = await Presences.BuildAsync(app);
        await next.SettleAsync(-60);
        var exact = await next.ThereAsync(0, 80);
        await next.SettleAsync(100);

        Assert.Equal((90L, 90L, 80L), (await fair.BalanceAsync(rounded), await fair.BalanceAsync(late), await next.BalanceAsync(exact)));
        coordinator = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var told = (await coordinator.GetPageAsync(Page("rounding"), Ct)).Body!.TextContent;
        Assert.Contains("改回照上级的", told, StringComparison.Ordinal);
        Assert.Contains("零头不超过 45 分钟的，算 30 分钟", told, StringComparison.Ordinal); // What it was before.
        Assert.Null(await fair.VerifyAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_takes_a_rule_back_that_a_colleague_took_back_learns_who_it_was(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.HoldRuleAsync("rounding", new { upTo1 = 15, counts1 = 0, leastPercent = 0 });
        var (faster, slower) = (await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator)), await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator)));
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)(await slower.GetPageAsync(Page("rounding"), Ct)).QuerySelector(ResetForm)!;
        using var taken = await faster.SubmitAsync(Page("rounding"), (object?)null, ResetForm, Ct);
        using var late = await slower.SubmitAsync(Page("rounding"), form, ct: Ct);

        Assert.Contains("提了要改这条规则，在等上级同意", (await late.ReadPageAsync(Ct)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        using var scope = app.Scope();
        Assert.Single(await scope.Db.Set<RuleChange>().ToListAsync(Ct));
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
        Assert.Equal(BackfillRule.National, await book.ForAsync(HourSheets.Backfill, TestPeople.Village, app.Clock.Today(), Ct));
        Assert.Equal(Weiguang.Recognition.Domain.StarRule.National.WaitMonths, (await book.ForAsync(Weiguang.Recognition.Domain.StarRule.Sheet, TestPeople.Village, app.Clock.Today(), Ct)).WaitMonths);
        Assert.Equal(sheets.Select(s => s.National.ToString()), (await book.ReadAsync(sheets, TestPeople.Village, Ct)).Select(r => r.Numbers.ToString()));
        Assert.All(await book.AllAsync([.. HourSheets.Watches.Where(w => w.Key != AnomalyKind.Face).Select(w => w.Value)], Ct), rules => Assert.NotNull(rules.Of(TestPeople.Village, app.Clock.Today()).Limits));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_rule_that_is_changed_or_switched_off_changes_what_the_sweep_finds(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.HoldRuleAsync("identical", new { on = 0, people = 5 });
        await app.HoldRuleAsync("device", new { on = 1, people = 3 });
        var fair = await Presences.BuildAsync(app);
        for (var i = 0; i < 3; i++)
        {
            await fair.ThereAsync(0, 60, device: "p1");
            await fair.ThereAsync(0, 60);
            await fair.ThereAsync(0, 60);
        }

        await fair.SettleAsync(80);

        var found = (await fair.Staff.GetFromJsonAsync<JsonElement>("/api/v1/anomalies?state=open", Ct)).GetProperty("items").EnumerateArray().Select(c => c.GetProperty("kind").GetString());
        Assert.Equal(["device"], found); // By the national rules it would have been "identical" alone.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_village_reads_the_county_s_rule_until_it_sets_its_own(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        async Task<HttpClient> OfAsync(long place) => await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, place));
        async Task ChangeAsync(long place, object? numbers)
        {
            using var answer = numbers is null ? await (await OfAsync(place)).DeleteAsync($"/api/v1/hour-rules/{place}/backfill", Ct) : await (await OfAsync(place)).PutAsJsonAsync($"/api/v1/hour-rules/{place}/backfill", new { numbers }, Ct);
            answer.EnsureSuccessStatusCode();
            await app.ApproveRuleAsync("backfill", place);
            app.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(JsonValueKind.Null, (await RuleAsync(await OfAsync(TestPeople.Village), "backfill")).GetProperty("source").ValueKind);
        await ChangeAsync(TestPeople.County, new { percent = 5, leastMinutes = 600, publicityDays = 5 });
        var inherited = await RuleAsync(await OfAsync(TestPeople.Village), "backfill");
        await ChangeAsync(TestPeople.Village, new { percent = 0, leastMinutes = 60, publicityDays = 7 });
        var own = await RuleAsync(await OfAsync(TestPeople.Village), "backfill");
        await ChangeAsync(TestPeople.Village, null);
        var village = await OfAsync(TestPeople.Village);
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
        using var twice = await coordinator.SubmitAsync(Page("night"), form, new Dictionary<string, string> { ["Form.Numbers[hour]"] = "2" }, Ct);
        using var second = await coordinator.SubmitAsync(Page("night"), form, new Dictionary<string, string> { ["Form.Numbers[hour]"] = "4" }, Ct);

        Assert.Equal(first.Headers.Location, twice.Headers.Location); // Pressed twice is done.
        Assert.Equal(HttpStatusCode.Redirect, twice.StatusCode);
        var told = await second.ReadPageAsync(Ct);
        Assert.Contains("提了要改这条规则", told.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("时长跨过凌晨 2 点", told.QuerySelector("[data-waiting]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("4", told.QuerySelector("[name='Form.Numbers[hour]']")!.GetAttribute("value")); // Nothing typed is lost.
        using var again = await coordinator.SubmitAsync(Page("night"), (AngleSharp.Html.Dom.IHtmlFormElement)told.QuerySelector(RuleForm)!, ct: Ct);
        Assert.Contains("先把它撤回", (await coordinator.GetPageAsync(Page("night"), Ct)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Null((await coordinator.GetPageAsync(Page("night"), Ct)).QuerySelector(RuleForm));
    }

    /// <summary>The other form of the page: the way back posts no numbers, so it shows what holds now and asks again.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_goes_back_on_a_page_that_is_old_sees_what_holds_and_is_asked_again(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var id = await app.PersonWithAsync(Role.Coordinator);
        var coordinator = await app.BrowserOfAsync(id);
        await app.HoldRuleAsync("night", new { on = 1, hour = 2 });
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)(await coordinator.GetPageAsync(Page("night"), Ct)).QuerySelector(ResetForm)!;
        using var proposed = await (await app.ProgramOfAsync(id)).PutAsJsonAsync($"/api/v1/hour-rules/{TestPeople.County}/night", new { numbers = new { on = 1, hour = 4 } }, Ct);

        using var late = await coordinator.SubmitAsync(Page("night"), form, ct: Ct);

        var told = await late.ReadPageAsync(Ct);
        var alert = told.QuerySelector("[role=alert]")!.TextContent;
        Assert.Contains("提了要改这条规则", alert, StringComparison.Ordinal);
        Assert.Contains("还要改回照上级的，就再点一次", alert, StringComparison.Ordinal);
        Assert.DoesNotContain("您填的还在", alert, StringComparison.Ordinal);
        Assert.Contains("时长跨过凌晨 4 点", told.QuerySelector("[data-waiting]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(told.QuerySelector(ResetForm)); // One at a time.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_ten_who_change_one_rule_at_once_one_waits_for_its_yes(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var county = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var answers = await Task.WhenAll(Enumerable.Range(1, 10).Select(async i =>
        {
            using var answer = await county.PutAsJsonAsync($"/api/v1/hour-rules/{TestPeople.County}/device", new { numbers = new { on = 1, people = 10 + i } }, Ct);
            return answer.StatusCode;
        }));

        Assert.Single(answers, a => a == HttpStatusCode.OK); // One waits at a time.
        Assert.Equal(9, answers.Count(a => a == HttpStatusCode.Conflict));
        using var scope = app.Scope();
        var story = await scope.Db.Set<RuleChange>().OrderBy(c => c.Sequence).ToListAsync(Ct);
        Assert.Equal([1], story.Select(c => c.Sequence));
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
        await app.HoldRuleAsync("night", new { on = 0, hour = 3 });

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

    private static async Task<JsonElement> RuleAsync(HttpClient who, string rule) => (await who.GetFromJsonAsync<JsonElement>($"/api/v1/hour-rules/{TestPeople.Village}", Ct))
        .GetProperty("items").EnumerateArray().Single(r => r.GetProperty("rule").GetString() == rule);
}
