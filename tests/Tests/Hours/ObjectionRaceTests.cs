using Weiguang.Tests.Activities;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Hours.Records;
using Weiguang.Kernel.Outbox;
using Weiguang.Kernel.Ui;
using Weiguang.People;

namespace Weiguang.Tests.Hours;

public class ObjectionRaceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A verdict takes hours away or leaves them: two of them at once must not do both.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_two_referees_who_decide_at_once_one_has_decided(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var volunteers = new List<Guid>();
        for (var i = 0; i < 8; i++)
        {
            volunteers.Add(await fair.ThereAsync(-i / 60d, 60)); // Not all in one second.
        }

        await fair.SettleAsync(76);
        HttpClient[] referees = [fair.Staff, await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator), Role.Coordinator)];
        foreach (var volunteer in volunteers)
        {
            var record = await fair.RecordAsync(volunteer);
            Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(await app.PersonAsync()), $"records/{record.Id}/objections", new { reason = "没见到他" }));
            Guid objection;
            using (var scope = app.Scope())
            {
                objection = await scope.Db.Set<Objection>().Where(o => o.RecordId == record.Id).Select(o => o.Id).SingleAsync(Ct);
            }

            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => fair.PostAsync(referees[i % 2], $"objections/{objection}/decision", new { upheld = i % 2 == 0, decision = "查过了" })));

            Assert.Equal([204, 204, 409, 409], answers.Order()); // Each pressed twice: who decided has decided.
            using var after = app.Scope();
            var upheld = await after.Db.Set<Objection>().Where(o => o.Id == objection).Select(o => o.Upheld).SingleAsync(Ct);
            var left = await fair.RecordAsync(volunteer);
            Assert.Equal(upheld == true, left.State == RecordState.Void);
            Assert.Equal(upheld == true ? 0 : 60, await fair.BalanceAsync(volunteer));
            Assert.Single(left.Story, s => s.Action is RecordAction.Revoke or RecordAction.Dismiss);
        }

        Assert.Null(await fair.VerifyAsync());
    }

    /// <summary>Each of them says something of their own, and nobody is told to look again: one waits for the other, and so does what is on its way into the ledger.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task All_who_doubt_the_same_hours_at_once_are_heard_while_the_hours_go_into_the_ledger(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var paths = new List<string>();
        var volunteers = new[] { await fair.ThereAsync(0, 60), await fair.ThereAsync(0, 60), await fair.ThereAsync(0, 60), await fair.ThereAsync(0, 60) };
        app.Clock.Set(new DateTimeOffset(fair.Start.AddMinutes(76), TimeSpan.Zero));
        await app.Services.GetRequiredService<HoursPatrol>().WalkAsync(Ct); // Proven, and not posted yet.
        foreach (var volunteer in volunteers)
        {
            paths.Add($"records/{(await fair.RecordAsync(volunteer)).Id}/objections");
        }

        HttpClient[] people = [await PersonAsync(app), await PersonAsync(app), await PersonAsync(app)];
        var pump = app.Services.GetRequiredService<OutboxPump>();
        var (posting, doubts) = (pump.DrainAsync(Ct), paths.SelectMany(path => people.Select(who => fair.PostAsync(who, path, new { reason = "没见到他" }))).ToList());

        Assert.All(await Task.WhenAll(doubts), answer => Assert.Equal(204, answer));
        await posting;
        await pump.DrainAsync(Ct);
        foreach (var volunteer in volunteers)
        {
            var record = await fair.RecordAsync(volunteer);
            Assert.Equal((RecordState.Posted, 3), (record.State, record.OpenObjections));
        }

        using var scope = app.Scope();
        Assert.Equal(12, await scope.Db.Set<Objection>().CountAsync(Ct));
        Assert.Equal(0, await scope.Db.Set<OutboxRow>().CountAsync(row => row.Failures > 0, Ct));
    }

    /// <summary>Once the losers were sent on like the others, their words gone; written again they were told to have handed in what nobody had kept.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task All_who_doubt_on_the_page_at_once_are_kept(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var volunteers = new[] { await fair.ThereAsync(0, 60), await fair.ThereAsync(0, 60), await fair.ThereAsync(0, 60) };
        await fair.SettleAsync(76);
        var presses = new List<(HttpClient Browser, string Url, IHtmlFormElement Form)>();
        foreach (var volunteer in volunteers)
        {
            var url = $"/hours/{fair.Activity}/records/{(await fair.RecordAsync(volunteer)).Id}/object";
            for (var i = 0; i < 4; i++)
            {
                var browser = await app.BrowserOfAsync(await app.PersonAsync());
                presses.Add((browser, url, (IHtmlFormElement)(await browser.GetPageAsync(url, Ct)).QuerySelector("form:has([name='Form.Reason'])")!));
            }
        }

        var answers = await Task.WhenAll(presses.Select(p => p.Browser.SubmitAsync(p.Url, p.Form, new Dictionary<string, string> { ["Form.Reason"] = "没见到他" }, Ct)));

        Assert.All(answers, answer => Assert.Equal($"/hours/{fair.Activity}", answer.Headers.Location?.ToString()));
        using var scope = app.Scope();
        Assert.Equal(12, await scope.Db.Set<Objection>().CountAsync(Ct));
    }

    [Fact]
    public async Task Whoever_wrote_what_was_not_taken_finds_it_where_they_wrote_it()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var http = new DefaultHttpContext { RequestServices = app.Services };
        (http.Request.ContentType, http.Request.Form) = ("application/x-www-form-urlencoded", new FormCollection(new() { ["Form.Decision"] = "问过邻居了" }));
        var errors = new FieldErrors();

        Weiguang.Hours.Voice.Hours.NotNow.Show(http, new Nowhere(), app.Services.GetRequiredService<IStringLocalizer>(), errors, "办好了", "/console/hours", staysOpen: true);

        Assert.Equal("", Assert.Single(errors).Key); // Above the form, and nobody was sent on.
    }

    private sealed class Nowhere : NavigationManager
    {
        protected override void NavigateToCore(string uri, NavigationOptions options) => Assert.Fail(uri);
    }

    private static async Task<HttpClient> PersonAsync(TestApp app) => await app.ProgramOfAsync(await app.PersonAsync());
}
