using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Weiguang.Activities.Domain;
using Weiguang.Hours.Domain;
using Weiguang.People;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Hours;

/// <summary>Two have the same thing open: whoever is second reads what the first decided, above how it stands now, and keeps what they wrote.</summary>
public class SlowerDeciderTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_objection_that_another_has_decided_is_shown_as_decided(string database)
    {
        var (app, fair, record) = await RecordedAsync(database);
        var doubter = await app.PersonAsync("郑多嘴");
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(doubter), $"records/{record}/objections", new { reason = "没见到他" }));
        Guid objection;
        using (var scope = app.Scope())
        {
            objection = (await scope.Db.Set<Objection>().SingleAsync(o => o.RecordId == record, Ct)).Id;
        }

        var url = $"/console/hours/{fair.Activity}/objections/{objection}";
        var (slow, form) = await OpenAsync(app, url, "form:has([name='Form.Upheld'])");
        var open = await slow.GetPageAsync(url, Ct);
        Assert.Contains("郑多嘴", open.QuerySelector("main")!.TextContent, StringComparison.Ordinal); // They may have to ask.
        Assert.NotNull(open.QuerySelector($"main a[href='/activities/{fair.Activity}']"));
        Assert.DoesNotContain("郑多嘴", await (await app.BrowserOfAsync(fair.LeadId)).GetStringAsync($"/hours/{fair.Activity}/records/{record}", Ct), StringComparison.Ordinal);

        var page = await SendAsync(app, slow, url, form, async db =>
        {
            (await db.LockAsync<Objection>([fair.Activity], Ct)).Single(o => o.Id == objection).Decide(true, "查实不在场", fair.StaffId, Now(app));
            (await db.LockAsync<ServiceRecord>([fair.Activity], [record], Ct)).Single().Revoke(fair.StaffId, Now(app), "查实不在场");
        }, ("Form.Upheld", "false"), ("Form.Decision", "问过，他在"));
        AssertDecided(page, "form:has([name='Form.Upheld'])", "查实不在场", "问过，他在", "异议成立");
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_correction_that_another_has_decided_is_shown_as_decided(string database)
    {
        var (app, fair, record) = await RecordedAsync(database);
        var mine = (await fair.GetAsync(fair.Staff, $"records/{record}")).GetProperty("record").GetProperty("id").GetGuid();
        Guid correction, volunteer;
        using (var scope = app.Scope())
        {
            volunteer = await scope.Db.Set<ServiceRecord>().Where(r => r.Id == mine).Select(r => r.VolunteerId).SingleAsync(Ct);
        }

        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(volunteer), $"records/{record}/corrections", new { reason = "多了" }));
        using (var scope = app.Scope())
        {
            correction = (await scope.Db.Set<Correction>().SingleAsync(c => c.RecordId == record, Ct)).Id;
        }

        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 50, answer = "对" }));
        var url = $"/console/hours/{fair.Activity}/records/{record}";
        var (slow, form) = await OpenAsync(app, url, "form:has([name='Form.Approved'])");

        AssertDecided(await SendAsync(app, slow, url, form, async db => (await db.LockAsync<Correction>([fair.Activity], [correction], Ct)).Single().Decide(true, "照片为证", fair.StaffId, Now(app)), ("Form.Approved", "false"), ("Form.Decision", "我看不对")), "form:has([name='Form.Approved'])", "照片为证", "我看不对", "已更正");
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_oddity_that_another_has_judged_is_shown_as_judged(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var (_, _, _, backfill, anomaly) = await app.HoursAsync(fair.Activity, fair.Shift);
        var url = $"/console/hours/{fair.Activity}/anomalies/{anomaly}";
        var (slow, form) = await OpenAsync(app, url, "form:has([name='Form.Words'])");

        AssertDecided(await SendAsync(app, slow, url, form, async db => (await db.LockAsync<AnomalyCase>([fair.Activity], Ct)).Single(c => c.Id == anomaly).Enter(AnomalyState.Cleared, "守夜是真的", fair.StaffId, Now(app)), ("Form.Upheld", "true"), ("Form.Words", "我看是假的")), "form:has([name='Form.Words'])", "守夜是真的", "我看是假的", "定的");

        var late = $"/console/hours/{fair.Activity}/backfills/{backfill}";
        (slow, form) = await OpenAsync(app, late, "form:has([name='Form.Approved'])");
        AssertDecided(await SendAsync(app, slow, late, form, async db => (await db.LockAsync<Backfill>([fair.Activity], [backfill], Ct)).Single().Decide(false, "照片不清楚", fair.StaffId, Now(app)), ("Form.Approved", "true"), ("Form.Decision", "照片属实")), "form:has([name='Form.Approved'])", "照片不清楚", "照片属实", "定的");
    }

    private async Task<(TestApp App, Presences Fair, Guid Record)> RecordedAsync(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var id = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(76);
        return (app, fair, (await fair.RecordAsync(id)).Id);
    }

    private static async Task<(HttpClient Browser, IHtmlFormElement Form)> OpenAsync(TestApp app, string url, string form)
    {
        var browser = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.County));
        return (browser, (IHtmlFormElement)(await browser.GetPageAsync(url, Ct)).QuerySelector(form)!);
    }

    private static DateTime Now(TestApp app) => app.Clock.GetUtcNow().UtcDateTime;

    /// <summary>Sends the form while another has the thing in hand: the page is made before they have done, its step comes after.</summary>
    private static async Task<IDocument> SendAsync(TestApp app, HttpClient browser, string url, IHtmlFormElement form, Func<AppDbContext, Task> decide, params (string Name, string Value)[] fields)
    {
        Task<HttpResponseMessage> sent;
        using (var scope = app.Scope())
        {
            await using var work = await scope.Db.BeginWorkAsync(Ct);
            await decide(scope.Db);
            await scope.Db.SaveChangesAsync(Ct);
            sent = browser.SubmitAsync(url, form, fields.ToDictionary(f => f.Name, f => f.Value), Ct);
            await Task.Delay(1500, Ct);
            await work.CommitAsync(Ct);
        }

        using var answer = await sent;
        return answer.Headers.Location is { } next ? await browser.GetPageAsync(next.OriginalString, Ct) : await answer.ReadPageAsync(Ct); // On SQLite the one writer's turn comes before the page.
    }

    private static void AssertDecided(IDocument page, string form, string decision, string written, string state)
    {
        Assert.Contains(written, (page.QuerySelector("[role=alert]") ?? page.QuerySelector(".flash"))!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(form));
        var shown = page.QuerySelector("main")!.TextContent;
        Assert.Contains(decision, shown, StringComparison.Ordinal);
        Assert.Contains(state, shown, StringComparison.Ordinal);
    }
}
