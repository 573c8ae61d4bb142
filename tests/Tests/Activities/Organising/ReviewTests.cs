using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.People;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Organising;

public class ReviewTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly (string, object?)[] Raised = [("risk", "raised"), ("riskNotice", "路滑，穿防滑鞋。")];

    private static readonly (string, object?)[] High =
        [("risk", "high"), ("riskNotice", "水边作业，穿救生衣。"), ("insurer", "人保财险"), ("policyNumber", "PA-1"), ("coveredUntil", "2026-09-04")];

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Raised_risk_waits_for_the_station(string database)
    {
        var app = await apps.On(database);
        var (team, leader, program) = await app.LeaderAsync();
        var station = await app.PersonWithAsync(Role.Station, TestPeople.Village);
        var id = await program.AddAsync(Draft(team, Raised));

        Assert.EndsWith("activity-needs-review", (await (await program.StepAsync(id, "publish")).JsonAsync(HttpStatusCode.Conflict)).GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal("pending-review", (await (await program.StepAsync(id, "submit")).JsonAsync()).GetProperty("status").GetString());
        Assert.Contains("活动“{0}”等您审核。", await app.ToldAsync(station));
        Assert.Equal(HttpStatusCode.Conflict, (await program.StepAsync(id, "approve")).StatusCode);

        var reviewer = await app.ProgramOfAsync(station);
        Assert.True((await (await reviewer.StepAsync(id, "reject")).JsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors").TryGetProperty("reason", out _));
        Assert.Equal("draft", (await (await reviewer.StepAsync(id, "reject", "写清楚几个人一组")).JsonAsync()).GetProperty("status").GetString());
        Assert.Contains("活动“{0}”退回修改。意见：{1}", await app.ToldAsync(leader));
        await program.StepAsync(id, "submit");
        Assert.Equal("published", (await (await reviewer.StepAsync(id, "approve")).JsonAsync()).GetProperty("status").GetString());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task High_risk_is_the_countys_to_decide(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, High));
        await (await program.StepAsync(id, "submit")).JsonAsync();

        foreach (var low in new[] { await app.StaffAsync(), await app.StaffAsync(Role.Station, TestPeople.County), await app.StaffAsync(Role.Coordinator, TestPeople.Village) })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await low.StepAsync(id, "approve")).StatusCode);
        }

        var county = await app.StaffAsync(Role.Coordinator, TestPeople.County);
        Assert.Equal("published", (await (await county.StepAsync(id, "approve")).JsonAsync()).GetProperty("status").GetString());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task High_risk_without_cover_goes_nowhere(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, [("risk", "high"), ("riskNotice", "水边作业。"), ("insurer", "人保财险"), ("coveredUntil", "2026-09-03")]));

        var errors = (await (await program.StepAsync(id, "submit")).JsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors");

        Assert.True(errors.TryGetProperty("policyNumber", out _) && errors.TryGetProperty("coveredUntil", out _) && !errors.TryGetProperty("insurer", out _), errors.ToString());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_approves_their_own(string database)
    {
        var app = await apps.On(database);
        var (team, leader, program) = await app.LeaderAsync();
        await app.GrantAsync(leader, Role.Station, TestPeople.Village);
        var id = await program.AddAsync(Draft(team, Raised));
        await (await program.StepAsync(id, "submit")).JsonAsync();

        var asStaff = await app.ProgramOfAsync(leader, Role.Station);
        Assert.EndsWith("activity-not-yours", (await (await asStaff.StepAsync(id, "approve")).JsonAsync(HttpStatusCode.Forbidden)).GetProperty("type").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("risk", "\"high\"", true)]
    [InlineData("risk", "\"low\"", true)]
    [InlineData("place", "\"水库边\"", true)]
    [InlineData("minAge", "70", true)]
    [InlineData("recruit", "\"closed\"", true)]
    [InlineData("title", "\"周五凿冰\"", true)]
    [InlineData("description", "\"到水库上凿冰。\"", true)]
    [InlineData("slackMinutes", "60", true)]
    [InlineData("slackMinutes", "10", false)]
    [InlineData("fenceMetres", "900", true)]
    [InlineData("fenceMetres", "100", false)]
    [InlineData("cancelHours", "24", false)]
    public async Task A_risky_change_of_what_was_approved_goes_to_review_again(string field, string json, bool again)
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, [.. High, ("risk", "raised"), ("ways", new[] { "rotating-code", "position" })]));
        await program.StepAsync(id, "submit");
        await (await (await app.StaffAsync()).StepAsync(id, "approve")).JsonAsync();
        var draft = await program.ReadAsync(id);
        draft[field] = JsonDocument.Parse(json).RootElement;

        var changed = await (await program.PutAsJsonAsync($"/api/v1/activities/{id}", draft, Ct)).JsonAsync();

        Assert.Equal(again ? "pending-review" : "published", changed.GetProperty("status").GetString());
        Assert.NotNull((await app.ActivityOfAsync(id)).PublishedAt);
    }

    /// <summary>Of an office that could not say yes to it: then the county is asked as if the team had changed it.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_clerk_makes_nothing_dangerous_by_changing_what_is_out(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, [.. High, ("risk", "raised")]));
        await program.StepAsync(id, "submit");
        await (await (await app.StaffAsync()).StepAsync(id, "approve")).JsonAsync();
        var (clerk, county) = (await app.StaffAsync(), await app.StaffAsync(Role.Coordinator, TestPeople.County));
        var draft = await clerk.ReadAsync(id);

        draft["title"] = "周五扫雪和凿冰";
        Assert.Equal("published", (await (await clerk.PutAsJsonAsync($"/api/v1/activities/{id}", draft, Ct)).JsonAsync()).GetProperty("status").GetString());
        draft["risk"] = "high";
        Assert.Equal("pending-review", (await (await clerk.PutAsJsonAsync($"/api/v1/activities/{id}", draft, Ct)).JsonAsync()).GetProperty("status").GetString());

        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.StepAsync(id, "approve")).StatusCode);
        Assert.Equal("published", (await (await county.StepAsync(id, "approve")).JsonAsync()).GetProperty("status").GetString());
        draft["place"] = "水库边";
        Assert.Equal("published", (await (await county.PutAsJsonAsync($"/api/v1/activities/{id}", draft, Ct)).JsonAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public void Whoever_changed_it_since_the_last_yes_has_a_hand_in_it()
    {
        var (a, b, c) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        Assert.Equal([a, b], ReviewRule.HandsIn([Step(ActivityAction.Submit, a), Step(ActivityAction.Change, b), Step(ActivityAction.Pause, c)]));
        Assert.Equal([b], ReviewRule.HandsIn([Step(ActivityAction.Submit, a), Step(ActivityAction.Approve, c), Step(ActivityAction.Submit, b)]));
        Assert.Equal([a], ReviewRule.HandsIn([Step(ActivityAction.Submit, a), Step(ActivityAction.Reject, c)]));

        static (ActivityAction, Guid) Step(ActivityAction action, Guid by) => (action, by);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_reviewer_sees_what_changed_in_plain_words(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, [.. High, ("risk", "raised")]));
        await program.StepAsync(id, "submit");
        var staff = await app.PersonWithAsync(Role.Station, TestPeople.Village);
        var browser = await app.BrowserOfAsync(staff);
        Assert.Contains("第一次提交", (await browser.GetPageAsync($"/console/activities/{id}/plan", Ct)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync($"/console/activities/{id}/plan", form: "#approve", ct: Ct)).StatusCode);
        var draft = await program.ReadAsync(id);
        (draft["place"], draft["minAge"], draft["description"]) = ("水库边", 30, "扫雪和凿冰。");
        await (await program.PutAsJsonAsync($"/api/v1/activities/{id}", draft, Ct)).JsonAsync();

        var queue = await browser.GetPageAsync("/console/cases?kind=activities.review", Ct);
        Assert.NotNull(queue.QuerySelector($"a[href='/console/activities/{id}/plan']"));
        var page = await browser.GetPageAsync($"/console/activities/{id}/plan", Ct);
        var rows = page.QuerySelectorAll("table:has(ins) tbody tr").ToDictionary(r => r.QuerySelector("th")!.TextContent, r => (Before: r.QuerySelector("del")!.TextContent, After: r.QuerySelector("ins")!.TextContent));

        Assert.Equal(["集合地点", "报名条件", "活动说明"], rows.Keys);
        Assert.EndsWith("村委会门口", rows["集合地点"].Before, StringComparison.Ordinal);
        Assert.EndsWith("水库边", rows["集合地点"].After, StringComparison.Ordinal);
        Assert.Contains("要满 30 周岁", rows["报名条件"].After, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_changed_while_the_reviewer_looked_is_not_approved_unseen(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, Raised));
        await program.StepAsync(id, "submit");
        var browser = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village));
        var page = await browser.GetPageAsync($"/console/activities/{id}/plan", Ct);
        var draft = await program.ReadAsync(id);
        draft["place"] = "水库边";
        await (await program.PutAsJsonAsync($"/api/v1/activities/{id}", draft, Ct)).JsonAsync();

        var answer = await browser.SubmitAsync($"/console/activities/{id}/plan", (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("#approve")!, ct: Ct);

        Assert.Contains("改过这个活动", (await answer.ReadPageAsync(Ct)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(ActivityStatus.PendingReview, (await app.ActivityOfAsync(id)).Status);
    }
}
