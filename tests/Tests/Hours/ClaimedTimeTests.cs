using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Hours;

/// <summary>Whatever people say of hours, time that has not passed counts for nobody.</summary>
public class ClaimedTimeTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly DateTime Ten = new(2026, 9, 1, 2, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(37, 41, 4)]
    [InlineData(-200, 41, 71)] // What lies before the slack counts for nothing anyway.
    [InlineData(37, 30, 0)]
    [InlineData(0, 119.9, 119)]
    public void Only_minutes_since_somebody_came_have_passed(int inMinute, double nowMinute, int passed) =>
        Assert.Equal(passed, HourRules.Passed(Ten.AddMinutes(-30), Ten.AddMinutes(inMinute), Ten.AddMinutes(nowMinute)));

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_correction_counts_no_time_that_has_not_passed(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var id = await fair.ThereAsync(37, 38);
        await fair.SettleAsync(55);
        var record = await fair.RecordAsync(id);
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(id), $"records/{record.Id}/corrections", new { reason = "少了" }));
        Guid correction;
        using (var scope = app.Scope())
        {
            correction = (await scope.Db.Set<Correction>().SingleAsync(c => c.RecordId == record.Id, Ct)).Id;
        }

        Assert.Equal(400, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 120, answer = "对" }));
        Assert.Equal(400, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 5, answer = "对" }));
        using (var scope = app.Scope())
        {
            var known = await scope.Db.Set<Correction>().SingleAsync(c => c.Id == correction, Ct); // As it was let in before.
            Assert.True(known.Propose(120, 119, "对", fair.LeadId, app.Clock.GetUtcNow().UtcDateTime) && known.Agree(true, app.Clock.GetUtcNow().UtcDateTime));
            await scope.Db.SaveChangesAsync(Ct);
        }

        Assert.Equal(400, await fair.PostAsync(fair.Staff, $"corrections/{correction}/decision", new { approved = true, decision = "属实" }));
        Assert.Equal(1, await fair.BalanceAsync(id));
        await fair.SettleAsync(158);
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"corrections/{correction}/decision", new { approved = true, decision = "属实" }));
        await fair.SettleAsync(159);
        Assert.Equal(1, await fair.BalanceAsync(id));
        await fair.SettleAsync(12 * 24 * 60);
        Assert.Equal(120, await fair.BalanceAsync(id));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_has_left_at_a_time_that_is_yet_to_come(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var id = await fair.ThereAsync(0, null);
        await fair.SettleAsync(151);
        var record = (await fair.RecordAsync(id)).Id;
        await fair.SettleAsync(80);

        Assert.Equal(400, await fair.PostAsync(fair.Lead, $"records/{record}/end", new { until = fair.Start.AddMinutes(90) }));
        Assert.Equal(400, await fair.PostAsync(await app.ProgramOfAsync(id), $"records/{record}/end", new { until = fair.Start.AddMinutes(90) }));
        Assert.Equal(System.Net.HttpStatusCode.NoContent, await fair.Lead.BringPictureAsync(fair.Activity, record));
        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"records/{record}/end", new { until = fair.Start.AddMinutes(79) }));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_has_just_left_is_announced_with_the_time_their_record_comes(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        await fair.ThereAsync(0, 60, Weiguang.Hours.ProofKinds.Card, Weiguang.Hours.ProofKinds.Card);
        await fair.SettleAsync(61);
        var (lead, desk) = (await app.BrowserOfAsync(fair.LeadId), $"/hours/{fair.Activity}/records");

        Assert.Contains("1 人签退了", (await lead.GetPageAsync(desk, Ct)).QuerySelector("[data-coming]")!.TextContent, StringComparison.Ordinal);
        await fair.SettleAsync(76);
        Assert.Null((await (await app.BrowserOfAsync(fair.LeadId)).GetPageAsync(desk, Ct)).QuerySelector("[data-coming]"));
    }
}
