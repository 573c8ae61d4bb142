using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Kernel.Outbox;
using Weiguang.Ledger;
using Weiguang.Ledger.Domain;
using Weiguang.Messages.Domain;
using Weiguang.People;
using Weiguang.Recognition.Domain;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Recognition;

namespace Weiguang.Tests.Hours.Doubts;

/// <summary>What looks made up is held before it is posted, by itself; what is posted is not used until somebody has decided.</summary>
public class HoldTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_hit_holds_before_the_posting_and_tells_whose_hours_they_are_why(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var people = await SamePhoneAsync(fair, 5);
        var honest = await fair.ThereAsync(0, 61, device: "own");
        await fair.SettleAsync(77); // Grade A: each is proven, and on its way, within the first round.

        using (var scope = app.Scope())
        {
            Assert.Equal([honest], await scope.Db.Set<LedgerEntry>().Where(e => e.Account!.PersonId != null).Select(e => e.Account!.PersonId!.Value).ToListAsync(Ct)); // Who is honest does not wait.
            Assert.All(await scope.Db.Set<ServiceRecord>().Where(r => people.Contains(r.VolunteerId)).ToListAsync(Ct), r => Assert.True(r is { State: RecordState.Proven, HeldAt: not null }));
            Assert.Equal(people.Order(), (await scope.Db.Set<Message>().Where(m => m.Kind == "hours.held-device").Select(m => m.PersonId).ToListAsync(Ct)).Order());
        }

        var record = await fair.RecordAsync(people[0]);
        var page = (await (await app.BrowserOfAsync(people[0])).GetPageAsync($"/hours/{fair.Activity}/records/{record.Id}", Ct)).QuerySelector("[data-held]")!.TextContent;
        Assert.Contains("同一部手机在这次活动给 5 个人签了到", page, StringComparison.Ordinal);
        Assert.Contains("请告诉当地服务站", page, StringComparison.Ordinal);
        Assert.Contains("5", Assert.Single((await fair.GetAsync(await app.ProgramOfAsync(people[0]), $"records/{record.Id}")).GetProperty("holds").EnumerateArray()).GetString(), StringComparison.Ordinal);

        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"anomalies/{await CaseAsync(fair)}/clear", new { words = "大学生替老人扫的" }));
        await fair.SettleAsync(78);
        Assert.Equal(60, await fair.BalanceAsync(people[0]));
        Assert.Contains("照常算数", Assert.Single(await app.ToldAsync(people[0]), t => t.Contains("核实过了", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Null(await fair.VerifyAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_comes_to_the_same_facts_later_joins_the_case_and_after_a_decision_opens_the_next(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        await SamePhoneAsync(fair, 5);
        await fair.SettleAsync(77);
        var sixth = await fair.ThereAsync(0, 63, device: "p1");
        await fair.SettleAsync(79);
        var first = await CaseAsync(fair);
        Assert.NotNull((await fair.RecordAsync(sixth)).HeldAt);
        Assert.Equal(6, (await CasesAsync(fair)).Single().VolunteerIds.Length);

        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"anomalies/{first}/clear", new { words = "问过了" }));
        await fair.SettleAsync(80);
        Assert.Equal(63, await fair.BalanceAsync(sixth));
        var seventh = await fair.ThereAsync(0, 66, device: "p1");
        await fair.SettleAsync(82);

        Assert.Equal([seventh], (await CasesAsync(fair)).Single(c => c.Id != first).VolunteerIds); // Of the others it was found that they were there.
        Assert.Equal(0, await fair.BalanceAsync(seventh));
        Assert.Equal(63, await fair.BalanceAsync(sixth));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_found_after_the_posting_is_not_used_until_it_is_decided(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var people = await SamePhoneAsync(fair, 4);
        await fair.SettleAsync(77);
        await app.EarnAsync(people[0], 30, "除雪");
        var mine = await app.ProgramOfAsync(people[0]);
        var before = await mine.IssueAsync(new { from = "2026-01-01", to = "2026-12-31" });
        Assert.Equal(60 + 30, await fair.BalanceAsync(people[0]));

        await fair.ThereAsync(0, 70, device: "p1"); // The fifth with this phone.
        await fair.SettleAsync(86);
        Assert.True((await fair.RecordAsync(people[0])) is { State: RecordState.Posted, HeldAt: not null });

        var check = await app.Browser().GetFromJsonAsync<JsonElement>($"/api/v1/certificates/{before}", Ct);
        Assert.Equal(("disputed", 90L, 30L), (check.GetProperty("standing").GetString(), check.GetProperty("minutes").GetInt64(), check.GetProperty("counts").GetInt64()));
        var page = (await app.Browser().GetPageAsync($"/verify/{before}", Ct)).QuerySelector("main")!;
        Assert.Contains("有疑问，核查中，先不算数", page.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("证明有效", page.TextContent, StringComparison.Ordinal);
        mine = await app.ProgramOfAsync(people[0]);
        var after = await mine.IssueAsync(new { from = "2026-01-01", to = "2026-12-31" });
        Assert.Equal((1, 30L), await LinesAsync(app, after));
        Assert.NotNull((await (await app.BrowserOfAsync(people[0])).GetPageAsync("/me/certificates/new?from=2026-01-01&to=2026-12-31", Ct)).QuerySelector("[data-disputed]"));

        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"anomalies/{await CaseAsync(fair)}/clear", new { words = "问过了" }));
        Assert.Equal("valid", (await app.Browser().GetFromJsonAsync<JsonElement>($"/api/v1/certificates/{before}", Ct)).GetProperty("standing").GetString());
        Assert.Equal(90, await fair.BalanceAsync(people[0])); // It was in the ledger all the time.
        Assert.Null(await fair.VerifyAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_star_does_not_rest_on_hours_that_somebody_doubts(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var volunteer = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(77);
        await app.EarnAsync(volunteer, (100 * 60) - 60);
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(await app.PersonAsync("郑多嘴")), $"records/{(await fair.RecordAsync(volunteer)).Id}/objections", new { reason = "没见他" }));
        Assert.Equal(0, await app.SweepAsync());
        await DismissAsync(fair);
        Assert.Equal(1, await app.SweepAsync());

        var star = await app.StarOfAsync(volunteer);
        await (await app.ProgramOfAsync(fair.StaffId)).MustAsync($"/api/v1/console/stars/{star}/certify");
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(await app.PersonAsync("王又来")), $"records/{(await fair.RecordAsync(volunteer)).Id}/objections", new { reason = "我也没见" }));
        app.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal((0, 0), (await app.SweepAsync(), await app.LevelAsync(volunteer))); // Neither awarded nor dropped.
        await DismissAsync(fair);

        Assert.Equal((1, 1), (await app.SweepAsync(), await app.LevelAsync(volunteer)));
    }

    /// <summary>Two nodes take their parts of the outbox at the same moment: one case, and nothing slips into the ledger.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nothing_slips_into_the_ledger_between_two_that_look_at_once(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var people = await SamePhoneAsync(fair, 12);
        app.Clock.Set(new DateTimeOffset(fair.Start.AddMinutes(77), TimeSpan.Zero));
        await app.Services.GetRequiredService<Weiguang.Hours.Proving.HoursPatrol>().WalkAsync(Ct);
        using (var scope = app.Scope()) // As if no sweep had come by yet.
        {
            await scope.Db.Set<AnomalyCase>().ExecuteDeleteAsync(Ct);
            await scope.Db.Set<ServiceRecord>().ExecuteUpdateAsync(set => set.SetProperty(r => r.HeldAt, (DateTime?)null), Ct);
            (await scope.Db.Set<ServiceRecord>().ToListAsync(Ct)).ForEach(r => scope.Db.Send(r, app.Clock));
            await scope.Db.SaveChangesAsync(Ct);
        }

        var pumps = Enumerable.Range(0, 3).Select(_ => ActivatorUtilities.CreateInstance<OutboxPump>(app.Services)).ToList();
        await Task.WhenAll(pumps.Select(p => p.DrainAsync(Ct)));
        await app.Services.GetRequiredService<OutboxPump>().DrainAsync(Ct);

        Assert.Equal(12, (await CasesAsync(fair)).Single().VolunteerIds.Length);
        using var end = app.Scope();
        Assert.False(await end.Db.Set<LedgerEntry>().AnyAsync(e => e.Account!.PersonId != null, Ct));
        Assert.Equal(12, await end.Db.Set<ServiceRecord>().CountAsync(r => people.Contains(r.VolunteerId) && r.HeldAt != null, Ct));
    }

    /// <summary>The sweep has read the case, and finds one more, while somebody is clearing it: of those who were cleared nobody is held again, and who is new is posted unseen by nobody.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_was_cleared_while_the_sweep_looked_stays_cleared(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var people = await SamePhoneAsync(fair, 5);
        await fair.SettleAsync(77);
        var first = await CaseAsync(fair);
        var sixth = await fair.ThereAsync(0, 63, device: "p1");
        app.Clock.Set(new DateTimeOffset(fair.Start.AddMinutes(79), TimeSpan.Zero));

        Task<int> clearing;
        Task walking;
        using (var scope = app.Scope())
        {
            await using var work = await scope.Db.BeginWorkAsync(Ct);
            await scope.Db.LockUnscopedAsync<ServiceRecord>([fair.Activity], [(await fair.RecordAsync(people[0])).Id], Ct);
            clearing = fair.PostAsync(fair.Staff, $"anomalies/{first}/clear", new { words = "问过了" }); // Holds the case, and waits for the record.
            await Task.Delay(300, Ct);
            walking = Presences.WalkAsync(app);
            await Task.Delay(700, Ct);
            await work.CommitAsync(Ct);
        }

        Assert.Equal(204, await clearing);
        await walking;
        await fair.SettleAsync(81);
        Assert.All(await Task.WhenAll(people.Select(fair.RecordAsync)), r => Assert.True(r is { State: RecordState.Posted, HeldAt: null }, $"{r.State}, held {r.HeldAt}"));
        Assert.Contains(await CasesAsync(fair), c => c.VolunteerIds.Contains(sixth));
    }

    private static async Task DismissAsync(Presences fair)
    {
        Guid objection;
        using (var scope = fair.App.Scope())
        {
            objection = await scope.Db.Set<Objection>().Where(o => o.Upheld == null).Select(o => o.Id).SingleAsync(Ct);
        }

        var staff = await fair.App.ProgramOfAsync(fair.StaffId);
        Assert.Equal(204, await fair.PostAsync(staff, $"objections/{objection}/decision", new { upheld = false, decision = "问过，他在" }));
    }

    private static async Task<(int Lines, long Minutes)> LinesAsync(TestApp app, string number)
    {
        using var scope = app.Scope();
        var digits = new string([.. number.Where(char.IsAsciiDigit)]);
        return await scope.Db.Set<Certificate>().Where(c => c.Number == digits).Select(c => new ValueTuple<int, long>(c.LineCount, c.Minutes)).SingleAsync(Ct);
    }

    private static async Task<List<Guid>> SamePhoneAsync(Presences fair, int many)
    {
        var people = new List<Guid>();
        for (var i = 0; i < many; i++)
        {
            people.Add(await fair.ThereAsync(i, 60 + (i % 2), device: "p1")); // Not in the same second.
        }

        return people;
    }

    private static async Task<List<AnomalyCase>> CasesAsync(Presences fair)
    {
        using var scope = fair.App.Scope();
        return await scope.Db.Set<AnomalyCase>().AsNoTracking().Where(c => c.SourceId == fair.Activity).ToListAsync(Ct);
    }

    private static async Task<Guid> CaseAsync(Presences fair) => (await CasesAsync(fair)).Single(c => c.IsOpen).Id;
}
