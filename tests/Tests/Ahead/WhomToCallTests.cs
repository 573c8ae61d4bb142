using System.Net;
using System.Net.Http.Json;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Mine;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Activities.Organising;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Ahead;

/// <summary>Whoever is signed up knows whom to call and what to bring; nobody else learns the number.</summary>
public class WhomToCallTests
{
    private const string Number = "13944440001";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_tap_calls_from_every_page_of_the_day_for_who_is_signed_up_and_for_nobody_else(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (activity, shifts) = await app.ActivityAsync(Named, TimeSpan.FromHours(20), capacities: [1]);
        var (seated, waiting, stranger) = (await app.VolunteerAsync(), await app.VolunteerAsync(), await app.VolunteerAsync());
        await (await app.ProgramOfAsync(seated)).SignUpAsync(activity, shifts[0]);
        await (await app.ProgramOfAsync(waiting)).SignUpAsync(activity, shifts[0]);

        var browser = await app.BrowserOfAsync(seated);
        foreach (var page in new[] { "/", $"/activities/{activity}", "/me/activities" })
        {
            var body = (await browser.GetPageAsync(page, Ct)).Body!;
            Assert.Equal($"tel:{Number}", body.QuerySelector("a[data-call]")?.GetAttribute("href"));
            Assert.Contains("手套、水", body.TextContent, StringComparison.Ordinal);
        }

        Assert.NotNull((await (await app.BrowserOfAsync(waiting)).GetPageAsync($"/activities/{activity}", Ct)).QuerySelector("a[data-call]"));
        var other = (await (await app.BrowserOfAsync(stranger)).GetPageAsync($"/activities/{activity}", Ct)).Body!;
        Assert.Null(other.QuerySelector("a[data-call]"));
        Assert.DoesNotContain(Number, other.InnerHtml, StringComparison.Ordinal);
        Assert.Contains("手套、水", other.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Number, await app.CreateClient().GetStringAsync($"/activities/{activity}", Ct), StringComparison.Ordinal);
        Assert.DoesNotContain(Number, await (await app.ProgramOfAsync(stranger)).GetStringAsync($"/api/v1/activities/{activity}", Ct), StringComparison.Ordinal);

        await (await app.ProgramOfAsync(seated)).DeleteAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}?reason=病了", Ct);
        Assert.DoesNotContain(Number, await browser.GetStringAsync($"/activities/{activity}", Ct), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Without_a_name_it_is_whoever_is_in_charge_and_a_look_stands_in_the_log_once_a_day(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (_, leader) = await app.TeamAsync();
        var (activity, shifts) = await app.ActivityAsync(a => a.LeadId = leader, TimeSpan.FromDays(3));
        var volunteer = await app.VolunteerAsync();
        await (await app.ProgramOfAsync(volunteer)).SignUpAsync(activity, shifts[0]);
        var browser = await app.BrowserOfAsync(volunteer);
        for (var i = 0; i < 3; i++)
        {
            Assert.StartsWith("tel:1", (await browser.GetPageAsync($"/activities/{activity}", Ct)).QuerySelector("a[data-call]")!.GetAttribute("href"), StringComparison.Ordinal);
        }

        using var scope = app.Scope();
        var look = Assert.Single(await scope.Db.Set<AccessEntry>().Where(e => e.SubjectId == leader && e.ReaderId == volunteer).ToListAsync(Ct));
        Assert.Equal((WhomToCall.Look, activity), (look.Reason, look.About));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_reminder_says_both(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (activity, shifts) = await app.ActivityAsync(Named, TimeSpan.FromDays(3));
        var volunteer = await app.VolunteerAsync();
        await (await app.ProgramOfAsync(volunteer)).SignUpAsync(activity, shifts[0]);
        using (var scope = app.Scope())
        {
            var start = await scope.Db.Set<Shift>().Where(s => s.Id == shifts[0]).Select(s => s.StartsAt).SingleAsync(Ct);
            app.Clock.Set(new(Evening.Before(start).AddMinutes(1), TimeSpan.Zero));
            Assert.Equal(1, await scope.Get<ReminderPatrol>().WalkAsync(Ct));
        }

        var inbox = (await (await app.BrowserOfAsync(volunteer)).GetPageAsync("/messages", Ct)).Body!.TextContent;
        Assert.Contains($"带上：手套、水。有事打给王大娘：{Number}。", inbox, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_series_keeps_both_and_the_number_lies_nowhere_in_clear(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, _, program) = await app.LeaderAsync();
        var first = await program.AddAsync(Organising.Draft(team, ("repeat", "FREQ=WEEKLY;BYDAY=FR"), ("contactName", "王大娘"), ("contactPhone", "139 4444 0001"), ("bring", "手套、水")));
        await (await program.StepAsync(first, "publish")).JsonAsync();
        app.Clock.Advance(TimeSpan.FromDays(14));
        await app.WalkAsync();
        var made = await app.SeriesOfAsync(first);
        Assert.True(made.Count > 8);
        Assert.All(made, a => Assert.Equal(("王大娘", Number, "手套、水"), (a.ContactName, a.ContactPhone, a.Bring)));

        using var scope = app.Scope();
        var template = await scope.Db.Set<Series>().Select(s => s.Template).SingleAsync(Ct);
        var told = await scope.Db.Set<ActivityEvent>().Select(e => e.Snapshot).ToListAsync(Ct);
        Assert.All([template, .. told], text => Assert.DoesNotContain(Number, text, StringComparison.Ordinal));
        Assert.Contains("手套、水", template, StringComparison.Ordinal);

        var page = await (await app.BrowserOfAsync(made[0].LeadId)).GetPageAsync($"/console/activities/new?from={first}", Ct);
        Assert.Equal((Number, "手套、水"), (page.QuerySelector("[name='Form.ContactPhone']")!.GetAttribute("value"), page.QuerySelector("[name='Form.Bring']")!.GetAttribute("value")));
    }

    [Fact]
    public async Task Half_a_contact_and_a_number_nobody_can_call_are_told_at_the_field()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var (team, _, program) = await app.LeaderAsync();
        foreach (var (name, phone, field) in new[] { ("王大娘", "", "contactPhone"), ("", Number, "contactName"), ("王大娘", "12345", "contactPhone") })
        {
            using var refused = await program.PostAsJsonAsync("/api/v1/activities", Organising.Draft(team, ("contactName", name), ("contactPhone", phone)), Ct);
            Assert.True((await refused.JsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors").TryGetProperty(field, out _), field);
        }
    }

    [Fact]
    public async Task Words_of_danger_in_what_to_bring_are_looked_at_like_any_others()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Organising.Draft(team, ("opensAt", "2026-08-01T08:00:00+08:00")));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        await app.SignUpAsync(id);
        var draft = await program.ReadAsync(id);
        draft["bring"] = "自己的油 锯，上房要用";
        Assert.Equal("pending-review", (await (await program.PutAsJsonAsync($"/api/v1/activities/{id}", draft, Ct)).JsonAsync()).GetProperty("status").GetString());
    }

    private static void Named(Activity a) => (a.ContactName, a.ContactPhone, a.Bring) = ("王大娘", Number, "手套、水");
}
