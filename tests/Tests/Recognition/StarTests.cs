using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Messages.Domain;
using Weiguang.People;
using Weiguang.Recognition.Domain;
using Weiguang.Regions.Domain;

namespace Weiguang.Tests.Recognition;

public class StarTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_star_is_proposed_certified_shown_and_awarded_and_each_step_is_told(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var volunteer = await app.VolunteerAsync("王小明");
        await app.EarnAsync(volunteer, 100 * 60);
        Assert.Equal(1, await app.SweepAsync());
        Assert.Equal(0, await app.SweepAsync()); // Nothing more to do.

        var certifier = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var id = await app.StarOfAsync(volunteer);
        Assert.Equal("王小明", (await certifier.GetFromJsonAsync<JsonElement>("/api/v1/console/stars?view=waiting", Ct)).GetProperty("items")[0].GetProperty("name").GetString());
        await certifier.MustAsync($"/api/v1/console/stars/{id}/certify");
        Assert.Equal(HttpStatusCode.Conflict, (await certifier.PostAsJsonAsync($"/api/v1/console/stars/{id}/certify", new { }, Ct)).StatusCode);

        // Certified on Tuesday 1 September: Wednesday to Friday are shown.
        var page = (await app.Browser().GetPageAsync("/stars", Ct)).QuerySelector("main")!.TextContent;
        Assert.Contains("王*明", page, StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", page, StringComparison.Ordinal);
        app.Clock.Set(new(2026, 9, 4, 15, 59, 0, TimeSpan.Zero));
        Assert.Equal(0, await app.SweepAsync());
        app.Clock.Set(new(2026, 9, 4, 16, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, await app.SweepAsync());

        Assert.Equal(1, await app.LevelAsync(volunteer));
        Assert.Contains("1 星志愿者", (await (await app.BrowserOfAsync(volunteer)).GetPageAsync("/me", Ct)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await app.Browser().GetFromJsonAsync<JsonElement>("/api/v1/stars", Ct)).GetProperty("items").EnumerateArray());
        using var scope = app.Scope();
        Assert.Equal(3, await scope.Db.Set<Message>().CountAsync(m => m.PersonId == volunteer, Ct));
        Assert.Equal([StarState.Proposed, StarState.Publicity, StarState.Awarded], await scope.Db.Set<StarEvent>().OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.State).ToListAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_objection_stops_the_award_until_it_is_settled(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (volunteer, neighbour) = (await app.VolunteerAsync(), await app.PersonAsync("赵敏"));
        var staff = await app.PersonWithAsync(Role.Coordinator);
        var id = await app.CertifiedAsync(volunteer, await app.ProgramOfAsync(staff));
        var objector = await app.BrowserOfAsync(neighbour);

        await objector.SubmitAsync($"/stars/{id}", new { Reason = "那天他不在村里" }, "form:has(textarea)", Ct);
        var again = await (await app.ProgramOfAsync(neighbour)).PostAsJsonAsync($"/api/v1/stars/{id}/objections", new { reason = "再说一遍" }, Ct);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        app.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(0, await app.SweepAsync());

        var certifier = await app.ProgramOfAsync(staff); // A working day later the former session has ended.
        var objection = (await certifier.GetFromJsonAsync<JsonElement>($"/api/v1/console/stars/{id}", Ct)).GetProperty("objections")[0];
        Assert.Equal("那天他不在村里", objection.GetProperty("reason").GetString());
        await certifier.MustAsync($"/api/v1/console/stars/{id}/objections/{objection.GetProperty("id").GetGuid()}", new { upheld = false, reason = "查了签到，他在" });
        Assert.Equal(1, await app.SweepAsync());
        Assert.Equal(1, await app.LevelAsync(volunteer));
        using var scope = app.Scope();
        Assert.Contains(await scope.Db.Set<Message>().Where(m => m.PersonId == neighbour).Select(m => m.ArgumentsJson).ToListAsync(Ct), args => args.Contains('1'));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_upheld_objection_ends_it_for_a_year(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var volunteer = await app.VolunteerAsync();
        var certifier = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var id = await app.CertifiedAsync(volunteer, certifier);
        await (await app.ProgramOfAsync(await app.PersonAsync())).MustAsync($"/api/v1/stars/{id}/objections", new { reason = "时长是买的" });
        await (await app.ProgramOfAsync(await app.PersonAsync())).MustAsync($"/api/v1/stars/{id}/objections", new { reason = "我也看见了" });
        var objection = (await certifier.GetFromJsonAsync<JsonElement>($"/api/v1/console/stars/{id}", Ct)).GetProperty("objections")[0].GetProperty("id").GetGuid();
        await certifier.MustAsync($"/api/v1/console/stars/{id}/objections/{objection}", new { upheld = true, reason = "属实" });

        using (var scope = app.Scope())
        {
            Assert.Equal(StarState.Overturned, (await scope.Db.Set<StarCase>().SingleAsync(Ct)).State);
            Assert.All(await scope.Db.Set<StarObjection>().ToListAsync(Ct), o => Assert.True(o.Upheld));
        }

        app.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await app.SweepAsync());
        app.Clock.Advance(TimeSpan.FromDays(340));
        Assert.Equal(1, await app.SweepAsync());
    }

    /// <summary>The story of a star says nothing of an objection that does not stand: once the second read what had happened the day before.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_two_who_decide_one_objection_the_second_reads_who_has_just_decided_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var id = await app.CertifiedAsync(await app.VolunteerAsync(), await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator)));
        await (await app.ProgramOfAsync(await app.PersonAsync())).MustAsync($"/api/v1/stars/{id}/objections", new { reason = "时长是买的" });
        app.Clock.Advance(TimeSpan.FromHours(22));
        var first = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var slow = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var objection = (await first.GetFromJsonAsync<JsonElement>($"/api/v1/console/stars/{id}", Ct)).GetProperty("objections")[0].GetProperty("id").GetGuid();
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)(await slow.GetPageAsync($"/console/stars/{id}", Ct)).QuerySelector("form:has([name=Upheld])")!;
        await first.MustAsync($"/api/v1/console/stars/{id}/objections/{objection}", new { upheld = false, reason = "查了签到，他在" });

        using var refused = await slow.SubmitAsync($"/console/stars/{id}", form, new Dictionary<string, string> { ["Decision"] = "我看属实", ["Upheld"] = "true" }, Ct);

        var page = await refused.ReadPageAsync(Ct);
        var alert = page.QuerySelector("[role=alert]")!.TextContent;
        Assert.Contains("刚才", alert, StringComparison.Ordinal);
        Assert.Contains("异议不成立", alert, StringComparison.Ordinal);
        Assert.Contains("我看属实", alert, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("[name=Upheld]"));
        Assert.Contains("查了签到，他在", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_objected_to_a_star_decides_no_objection_to_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var id = await app.CertifiedAsync(await app.VolunteerAsync(), await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator)));
        var objector = await app.PersonWithAsync(Role.Coordinator);
        var (judge, outside) = (await app.ProgramOfAsync(objector), await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator)));
        await (await app.ProgramOfAsync(await app.PersonAsync())).MustAsync($"/api/v1/stars/{id}/objections", new { reason = "时长是买的" });
        await judge.MustAsync($"/api/v1/stars/{id}/objections", new { reason = "我也看见了" });
        var neighbours = (await judge.GetFromJsonAsync<JsonElement>($"/api/v1/console/stars/{id}", Ct)).GetProperty("objections")[0].GetProperty("id").GetGuid();

        using var refused = await judge.PostAsJsonAsync($"/api/v1/console/stars/{id}/objections/{neighbours}", new { upheld = true, reason = "属实" }, Ct);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("您对这个星级提过异议", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Upheld\"", await (await app.BrowserOfAsync(objector)).GetStringAsync($"/console/stars/{id}", Ct), StringComparison.Ordinal); // What is refused is not offered.
        await outside.MustAsync($"/api/v1/console/stars/{id}/objections/{neighbours}", new { upheld = true, reason = "属实" });
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_correction_opens_a_review_and_takes_nothing_by_itself(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var volunteer = await app.VolunteerAsync();
        var staff = await app.PersonWithAsync(Role.Coordinator);
        var certifier = await app.ProgramOfAsync(staff);
        await app.EarnAsync(volunteer, 5000);
        var extra = await app.EarnAsync(volunteer, 1000);
        await app.SweepAsync();
        var id = await app.StarOfAsync(volunteer);
        await certifier.MustAsync($"/api/v1/console/stars/{id}/certify");
        app.Clock.Advance(TimeSpan.FromDays(4));
        await app.SweepAsync();
        Assert.Equal(1, await app.LevelAsync(volunteer));

        await app.ReverseAsync(extra, volunteer);
        Assert.Equal(1, await app.SweepAsync());
        Assert.Equal(1, await app.LevelAsync(volunteer));
        Assert.Contains("复核中", (await (await app.BrowserOfAsync(volunteer)).GetPageAsync("/me/hours", Ct)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        certifier = await app.ProgramOfAsync(staff);
        await certifier.MustAsync($"/api/v1/console/stars/{id}/keep");
        Assert.Equal(0, await app.SweepAsync()); // Kept is kept until more is taken.
        Assert.Equal(HttpStatusCode.Conflict, (await certifier.PostAsJsonAsync($"/api/v1/console/stars/{id}/withdraw", new { reason = "x" }, Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_higher_star_needs_a_higher_certifier_and_nobody_certifies_the_own(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (third, self) = (await app.VolunteerAsync("李强"), await app.VolunteerAsync("周县长", TestPeople.County));
        await app.GrantAsync(self, Role.Coordinator, TestPeople.County);
        await app.EarnAsync(third, 600 * 60);
        await app.EarnAsync(self, 100 * 60);
        Assert.Equal(2, await app.SweepAsync());
        var county = await app.ProgramOfAsync(self, Role.Coordinator);
        var city = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, 220800000000));
        var village = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.Village));
        var (high, own) = (await app.StarOfAsync(third), await app.StarOfAsync(self));

        Assert.Equal(HttpStatusCode.Forbidden, (await county.PostAsJsonAsync($"/api/v1/console/stars/{high}/certify", new { }, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await village.PostAsJsonAsync($"/api/v1/console/stars/{high}/certify", new { }, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await county.PostAsJsonAsync($"/api/v1/console/stars/{own}/certify", new { }, Ct)).StatusCode);
        await city.MustAsync($"/api/v1/console/stars/{high}/certify");
        await city.MustAsync($"/api/v1/console/stars/{own}/certify");
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_next_county_cannot_touch_it_and_while_it_waits_the_public_does_not_see_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var volunteer = await app.VolunteerAsync();
        await app.EarnAsync(volunteer, 6000);
        await app.SweepAsync();
        var id = await app.StarOfAsync(volunteer);
        var next = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.NextCounty));
        Assert.Equal(HttpStatusCode.NotFound, (await next.PostAsJsonAsync($"/api/v1/console/stars/{id}/certify", new { }, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await next.PutAsJsonAsync($"/api/v1/console/star-rules?division={TestPeople.County}", new { hours = new[] { 1, 2, 3, 4, 5 }, publicityDays = 3, waitMonths = 1 }, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await next.GetAsync($"/stars/{id}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await next.PostAsJsonAsync($"/api/v1/stars/{id}/objections", new { reason = "x" }, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.ProgramOfAsync(volunteer)).GetAsync("/api/v1/console/stars", Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_county_sets_its_own_thresholds_in_the_browser(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (here, there) = (await app.VolunteerAsync(), await app.VolunteerAsync("赵敏", TestPeople.NextCounty));
        await app.EarnAsync(here, 50 * 60);
        await app.EarnAsync(there, 50 * 60);
        var coordinator = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));
        var refused = await (await coordinator.SubmitAsync("/console/stars/rules", Hours(50, 40), "form:has(input[type=number])", Ct)).ReadPageAsync(Ct);
        Assert.Contains("五个星级的小时数要一级比一级多", refused.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await coordinator.SubmitAsync("/console/stars/rules", Hours(50, 200), "form:has(input[type=number])", Ct)).StatusCode);

        await ApproveAsync(app);
        Assert.Equal(0, await app.SweepAsync()); // Not before the day it holds from.
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await app.SweepAsync());
        Assert.NotEqual(Guid.Empty, await app.StarOfAsync(here));
        var rule = await app.Browser().GetFromJsonAsync<JsonElement>($"/api/v1/star-rules?division={TestPeople.Village}", Ct);
        Assert.Equal(50, rule.GetProperty("hours")[0].GetInt32());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_changed_the_thresholds_is_on_record_and_the_county_goes_back_to_what_is_inherited(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var id = await app.PersonWithAsync(Role.Coordinator);
        var coordinator = await app.BrowserOfAsync(id);
        using var saved = await coordinator.SubmitAsync("/console/stars/rules", Hours(50, 200), "form:has(input[type=number])", Ct);
        await ApproveAsync(app);
        app.Clock.Advance(TimeSpan.FromDays(1));
        coordinator = await app.BrowserOfAsync(id);
        var own = (await coordinator.GetPageAsync("/console/stars/rules", Ct)).Body!.TextContent;
        Assert.Contains("一星级志愿者要 100 小时。", own, StringComparison.Ordinal); // What it was before.
        Assert.Contains("一星级志愿者要 50 小时。", own, StringComparison.Ordinal);
        Assert.Contains("本地定的", own, StringComparison.Ordinal);

        using var reset = await coordinator.SubmitAsync("/console/stars/rules", (object?)null, "form:not(:has(input[type=number])):has(input[name='Form.Seen'])", Ct);
        Assert.Equal(HttpStatusCode.Redirect, reset.StatusCode);
        await ApproveAsync(app);
        app.Clock.Advance(TimeSpan.FromDays(1));
        coordinator = await app.BrowserOfAsync(id);
        Assert.Contains("照全国通行的", (await coordinator.GetPageAsync("/console/stars/rules", Ct)).Body!.TextContent, StringComparison.Ordinal);
        using var scope = app.Scope();
        var trail = await scope.Db.Set<RuleChange>().OrderBy(c => c.Sequence).ToListAsync(Ct);
        Assert.Equal([("recognition.stars", id, false), ("recognition.stars", id, true)], trail.Select(c => (c.Code, c.By, c.IsReset)));
        Assert.Equal(trail[0].Before, trail[1].After);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_coordinators_who_set_a_rule_at_once_one_does_and_the_others_are_told(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var desks = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator))));
        for (var round = 0; round < 3; round++) // The first adds the rule, the others change it.
        {
            var seen = (await desks[0].GetFromJsonAsync<JsonElement>($"/api/v1/star-rules?division={TestPeople.County}", Ct)).GetProperty("seen").GetInt32();
            var answers = await Task.WhenAll(desks.Select((desk, i) => desk.PutAsJsonAsync($"/api/v1/console/star-rules?division={TestPeople.County}",
                new { hours = new[] { 10 + (round * 10) + i, 100, 200, 300, 400 }, publicityDays = 3, waitMonths = 12, seen }, Ct)));

            Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
            Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
            await ApproveAsync(app);
        }
    }

    /// <summary>Somebody of the city says yes to the newest change of the county's rule.</summary>
    private static async Task ApproveAsync(TestApp app)
    {
        using var scope = app.Scope();
        var sequence = await scope.Db.Set<RuleChange>().Where(c => c.DivisionCode == TestPeople.County).MaxAsync(c => c.Sequence, Ct);
        var city = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator, 220800000000));
        Assert.Equal(HttpStatusCode.NoContent, (await city.PostAsJsonAsync($"/api/v1/console/star-rules/{TestPeople.County}/changes/{sequence}/decision", new { approved = true }, Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Two_sweeps_at_once_propose_and_award_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var people = new List<Guid>();
        for (var i = 0; i < 20; i++)
        {
            people.Add(await app.VolunteerAsync());
            await app.EarnAsync(people[^1], 100 * 60);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.SweepAsync()));
        await app.SweepAsync();
        using var scope = app.Scope();
        Assert.Equal(20, await scope.Db.Set<StarCase>().CountAsync(Ct));
        Assert.Equal(20, await scope.Db.Set<StarEvent>().CountAsync(Ct));
        Assert.Equal(20, await scope.Db.Set<Message>().CountAsync(m => people.Contains(m.PersonId), Ct));
    }

    private static Dictionary<string, string> Hours(int first, int second) => new()
    {
        ["Form.Numbers[hours1]"] = $"{first}", ["Form.Numbers[hours2]"] = $"{second}", ["Form.Numbers[hours3]"] = "600", ["Form.Numbers[hours4]"] = "1000", ["Form.Numbers[hours5]"] = "1500",
    };
}
