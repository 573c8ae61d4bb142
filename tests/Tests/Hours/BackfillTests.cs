using Weiguang.Tests.Activities;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Backfill;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Said;
using Weiguang.Kernel.Photos;
using Weiguang.Ledger;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Hours;

/// <summary>Hours that somebody types in: every gate holds, one after the other.</summary>
public class BackfillTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static int _seed;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Hours_typed_in_pass_four_eyes_consent_and_publicity_and_stay_grade_D(string database)
    {
        var app = await apps.On(database);
        var (team, _) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        var (yes, no) = (await fair.SeatedAsync(), await fair.SeatedAsync());
        await fair.SettleAsync(200);

        var (status, backfill) = await SubmitAsync(fair, [yes, no]);
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(400, await fair.PostAsync(await app.ProgramOfAsync(yes), $"backfills/{backfill}/agreement", new { })); // What is not said is not a no.
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(yes), $"backfills/{backfill}/agreement", new { agreed = true }));
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(no), $"backfills/{backfill}/agreement", new { agreed = false }));
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(no), $"backfills/{backfill}/agreement", new { agreed = false })); // Pressed twice.
        var browser = await app.BrowserOfAsync(yes);
        using var again = await browser.ForgeAsync($"/hours/{fair.Activity}/backfills/{backfill}", ("_handler", "agree"), ("Form.Approved", "true")); // Its form is gone by then.
        Assert.Contains("记下了，谢谢您", (await browser.GetPageAsync(again.Headers.Location!.OriginalString, Ct)).QuerySelector(".flash")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(409, await fair.PostAsync(await app.ProgramOfAsync(no), $"backfills/{backfill}/agreement", new { agreed = true })); // The page asks once.
        Assert.Equal(403, await fair.PostAsync(fair.Lead, $"backfills/{backfill}/decision", new { approved = true, decision = "我看行" }));
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"backfills/{backfill}/decision", new { approved = true, decision = "照片属实" }));
        await fair.SettleAsync(220);
        Assert.Equal((RecordState.Publicity, 0L), ((await fair.RecordAsync(yes)).State, await fair.BalanceAsync(yes)));
        var shown = Assert.Single((await fair.GetAsync(app.Browser(), "")).GetProperty("items").EnumerateArray());
        Assert.Equal("d", shown.GetProperty("evidence").GetString(), ignoreCase: true);

        await fair.SettleAsync(9 * 24 * 60); // Three working days are over even across a holiday.

        Assert.Equal((EvidenceGrade.D, 120L), ((await fair.RecordAsync(yes)).Grade, await fair.BalanceAsync(yes)));
        Assert.Equal(0, await fair.BalanceAsync(no));
        Assert.Null(await fair.VerifyAsync());
        using var scope = app.Scope();
        Assert.Equal(120, await scope.Db.Set<BackfillUse>().Where(u => u.TeamId == team).SumAsync(u => u.Minutes, Ct)); // Who said no costs no quota.
    }

    /// <summary>Approved before everybody has answered: nobody is left waiting for good, and nobody is told that it is done when nothing was.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_has_not_answered_when_it_is_approved_hears_that_and_can_be_entered_again(string database)
    {
        var app = await apps.On(database);
        var (team, _) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        var (yes, silent) = (await fair.SeatedAsync(), await fair.SeatedAsync());
        await fair.SettleAsync(200);
        var (_, backfill) = await SubmitAsync(fair, [yes, silent]);

        Assert.Equal(400, await fair.PostAsync(fair.Staff, $"backfills/{backfill}/decision", new { approved = true, decision = "照片属实" }));
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(yes), $"backfills/{backfill}/agreement", new { agreed = true }));
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"backfills/{backfill}/decision", new { approved = true, decision = "照片属实" }));

        Assert.Contains(await app.ToldAsync(silent), m => m.Contains("没等到您回话", StringComparison.Ordinal));
        Assert.Contains(await app.ToldAsync(fair.LeadId), m => m.Contains("没回话的可以再补一次", StringComparison.Ordinal));
        var page = (await (await app.BrowserOfAsync(silent)).GetPageAsync($"/hours/{fair.Activity}/backfills/{backfill}", Ct)).Body!.TextContent;
        Assert.Contains("没等到回话", page, StringComparison.Ordinal);
        Assert.DoesNotContain("等本人回复", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await SubmitAsync(fair, [silent])).Status);
    }

    /// <summary>Somebody took it from their role while they were reading.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_may_decide_no_longer_is_told_that_and_keeps_what_they_wrote(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, _) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        var seated = await fair.SeatedAsync();
        await fair.SettleAsync(200);
        var (_, backfill) = await SubmitAsync(fair, [seated]);
        var (address, desk, admin) = ($"/console/hours/{fair.Activity}/backfills/{backfill}", await app.BrowserOfAsync(fair.StaffId), await app.ProgramOfAsync(await app.PersonWithAsync(Weiguang.People.Role.Admin, 0)));
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)(await desk.GetPageAsync(address, Ct)).QuerySelector("form:has([name=_handler][value='decide'])")!;

        using var taken = await admin.PutAsJsonAsync("/api/v1/permissions", new { permission = Weiguang.Hours.HoursPermissions.Decide, roles = new[] { "admin" } }, Ct);
        taken.EnsureSuccessStatusCode();
        using var refused = await desk.SubmitAsync(address, form, new Dictionary<string, string> { ["Form.Approved"] = "true", ["Form.Decision"] = "照片属实，可以补" }, Ct);

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        var page = await refused.ReadPageAsync(Ct);
        Assert.Contains("这一步要由别人来办", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("照片属实，可以补", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null((await desk.GetPageAsync(address, Ct)).QuerySelector("form:has([name=_handler][value='decide'])"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_picture_serves_once_and_people_off_the_roster_never(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var (first, second, stranger) = (await fair.SeatedAsync(), await fair.SeatedAsync(), await app.VolunteerAsync());
        await fair.SettleAsync(200);
        var picture = Pictures.Scene(++_seed);

        Assert.Equal(HttpStatusCode.BadRequest, (await SubmitAsync(fair, [stranger])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SubmitAsync(fair, [first], picture: Pictures.OneColour(800, 600))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SubmitAsync(fair, [first], picture: Pictures.Scene(++_seed, 40, 40))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SubmitAsync(fair, [first], declared: false)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SubmitAsync(fair, [first], until: 121)).Status);
        Assert.Equal(HttpStatusCode.Created, (await SubmitAsync(fair, [first], picture: picture)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SubmitAsync(fair, [second], picture: picture)).Status);
        using var scope = app.Scope();
        var shown = await scope.Db.Set<BackfillPhoto>().IgnoreQueryFilters().Where(p => p.SourceId == fair.Activity).Select(p => p.Bytes).SingleAsync(Ct);
        Assert.NotEqual(picture, shown);
        Assert.Equal(HttpStatusCode.BadRequest, (await SubmitAsync(fair, [second], picture: shown)).Status); // Nor as it was seen here.
        Assert.Equal(HttpStatusCode.BadRequest, (await SubmitAsync(fair, [first])).Status); // Is waiting already.
    }

    /// <summary>What was found untrue does not come back through the other door, by the same hands.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whose_hours_were_taken_back_has_no_second_way_in(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var (gone, seated) = (await fair.ThereAsync(0, 60), await fair.SeatedAsync());
        await fair.SettleAsync(76);
        var record = await fair.RecordAsync(gone);
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(await app.PersonAsync()), $"records/{record.Id}/objections", new { reason = "没见到他" }));
        using (var scope = app.Scope())
        {
            var objection = (await scope.Db.Set<Objection>().SingleAsync(o => o.RecordId == record.Id, Ct)).Id;
            Assert.Equal(204, await fair.PostAsync(fair.Staff, $"objections/{objection}/decision", new { upheld = true, decision = "查实不在场" }));
        }

        await fair.SettleAsync(200);
        var page = await (await app.BrowserOfAsync(fair.LeadId)).GetPageAsync($"/hours/{fair.Activity}/backfill", Ct);
        Assert.NotNull(page.QuerySelector($"input[value='{seated}']"));
        Assert.Null(page.QuerySelector($"input[value='{gone}']"));
        Assert.Contains("申请更正", page.QuerySelector("[data-judged]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await SubmitAsync(fair, [gone])).Status);
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(gone), $"records/{record.Id}/corrections", new { reason = "我在，有照片" }));

        // Handed in before it was taken back.
        var (status, backfill) = await SubmitAsync(fair, [seated]);
        Assert.Equal(HttpStatusCode.Created, status);
        using (var scope = app.Scope())
        {
            scope.Db.Add(new BackfillEntry { SourceId = fair.Activity, BackfillId = backfill, VolunteerId = gone });
            await scope.Db.SaveChangesAsync(Ct);
        }

        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(gone), $"backfills/{backfill}/agreement", new { agreed = true }));
        Assert.Equal(400, await fair.PostAsync(fair.Staff, $"backfills/{backfill}/decision", new { approved = true, decision = "照片属实" }));
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"backfills/{backfill}/decision", new { approved = false, decision = "走更正" }));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_empty_form_is_told_all_it_lacks_at_once(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        await fair.SeatedAsync();
        await fair.SettleAsync(200);
        using var form = new MultipartFormDataContent { { new StringContent($"{fair.Shift}"), "engagementId" } };

        using var answer = await fair.Lead.PostAsync($"/api/v1/hours/{fair.Activity}/backfills", form, Ct);

        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal);
        Assert.Equal(["declared", "fromAt", "photos", "reason", "volunteerIds"], errors);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_many_forms_at_once_for_the_same_person_one_is_taken(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var person = await fair.SeatedAsync();
        await fair.SettleAsync(200);

        // As many as one sender may have in the darkroom at once.
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SubmitAsync(fair, [person], until: 30)));

        Assert.Equal([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.BadRequest, 4)], answers.Select(a => a.Status).Order());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Two_forms_at_once_cannot_pass_the_quota_together(string database)
    {
        var app = await apps.On(database);
        var (team, _) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        var people = new List<Guid>();
        for (var i = 0; i < 14; i++)
        {
            people.Add(await fair.SeatedAsync());
        }

        await fair.SettleAsync(200);

        var answers = await Task.WhenAll(people.Chunk(7).Select(part => SubmitAsync(fair, part))); // 14 hours each; 20 are allowed.

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.BadRequest], answers.Select(a => a.Status).Order());
        using var scope = app.Scope();
        Assert.Equal(7 * 120, await scope.Db.Set<BackfillUse>().Where(u => u.TeamId == team).SumAsync(u => u.Minutes, Ct));
    }

    [Fact]
    public void A_picture_says_something_or_it_is_no_proof()
    {
        Assert.True(ProofPictures.Says(PhotoFile.Develop(Pictures.Scene(1))!));
        Assert.False(ProofPictures.Says(PhotoFile.Develop(Pictures.OneColour(1200, 900))!));
        Assert.False(ProofPictures.Says(PhotoFile.Develop(Pictures.Stripes(1200, 900))!));
        Assert.All([1, 3, 7], grain => Assert.False(ProofPictures.Says(PhotoFile.Develop(Pictures.Noise(grain, 800, 600, grain))!))); // Full of nothing.
    }

    private static async Task<(HttpStatusCode Status, Guid Id)> SubmitAsync(Presences fair, Guid[] people, byte[]? picture = null, bool declared = true, int until = 120)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent($"{fair.Shift}"), "engagementId" },
            { new StringContent(fair.Start.ToString("O")), "fromAt" },
            { new StringContent(fair.Start.AddMinutes(until).ToString("O")), "untilAt" },
            { new StringContent("村里停电，手机没信号"), "reason" },
            { new StringContent(declared ? "true" : "false"), "declared" },
            { new ByteArrayContent(picture ?? Pictures.Scene(Interlocked.Increment(ref _seed) + 1000)), "photos", "a.png" },
        };
        people.ToList().ForEach(id => form.Add(new StringContent($"{id}"), "volunteerIds"));
        using var answer = await fair.Lead.PostAsync($"/api/v1/hours/{fair.Activity}/backfills", form, Ct);
        return (answer.StatusCode, answer.StatusCode == HttpStatusCode.Created ? (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid() : default);
    }
}
