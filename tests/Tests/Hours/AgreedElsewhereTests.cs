using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Rulebook;
using Weiguang.Regions.Domain;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Hours;

/// <summary>What was agreed otherwise comes in by a referee; and a team away from home gains nothing by the rules of the place, nor by those at home.</summary>
public class AgreedElsewhereTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_was_asked_to_stay_on_has_it_corrected_as_far_as_it_was_proven(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var id = await fair.ThereAsync(-20, 130);
        await fair.SettleAsync(160);
        var record = await fair.RecordAsync(id);
        Assert.Equal(120, record.Minutes);
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(id), $"records/{record.Id}/corrections", new { reason = "请我早来晚走的" }));
        Guid correction;
        using (var scope = app.Scope())
        {
            correction = (await scope.Db.Set<Correction>().SingleAsync(c => c.RecordId == record.Id, Ct)).Id;
        }

        Assert.Equal(400, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 151, answer = "对" }));
        Assert.Equal(System.Net.HttpStatusCode.NoContent, await fair.Lead.BringPictureAsync(fair.Activity, record.Id));
        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 150, answer = "对" }));
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(id), $"corrections/{correction}/agreement", new { agreed = true }));
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"corrections/{correction}/decision", new { approved = true, decision = "属实" }));
        await fair.SettleAsync(161 + (7 * 24 * 60)); // Shown to everybody first.

        Assert.Equal(150, await fair.BalanceAsync(id));
        Assert.Null(await fair.VerifyAsync());
    }

    /// <summary>Nothing counts below 60 % at one of both; which of them it is makes no difference.</summary>
    [Theory, InlineData(true), InlineData(false)]
    public async Task Of_two_roundings_the_one_that_counts_less_holds(bool atHome)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var fair = await AwayAsync(app, atHome, HourSheets.Rounding.Code, """{"leastPercent":60}""");
        var (half, whole) = (await fair.ThereAsync(0, 60), await fair.ThereAsync(0, 120));
        await fair.SettleAsync(121);

        Assert.Equal((0, 120), ((await fair.RecordAsync(half)).Minutes, (await fair.RecordAsync(whole)).Minutes));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Of_two_days_the_shorter_holds(bool atHome)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var fair = await AwayAsync(app, atHome, HourSheets.Day.Code, """{"mostMinutes":90}""");
        var volunteer = await fair.ThereAsync(0, 120);
        await fair.SettleAsync(121);

        Assert.Equal(90, await fair.BalanceAsync(volunteer));
        Assert.Null(await fair.VerifyAsync());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task What_one_of_two_watches_would_find_is_found(bool atHome)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var fair = await AwayAsync(app, atHome, HourSheets.Watches[AnomalyKind.Device].Code, """{"on":1,"people":3}""");
        for (var i = 0; i < 3; i++)
        {
            await fair.ThereAsync(i, 60 + i, device: "p1");
        }

        await fair.SettleAsync(121);

        using var scope = app.Scope();
        Assert.Equal(3, Assert.Single(await scope.Db.Set<AnomalyCase>().Where(c => c.Kind == AnomalyKind.Device).ToListAsync(Ct)).VolunteerIds.Length);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Of_two_quotas_of_said_minutes_the_smaller_holds_and_of_two_publicities_the_longer(bool atHome)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var fair = await AwayAsync(app, atHome, HourSheets.Backfill.Code, """{"percent":0,"leastMinutes":30,"publicityDays":15}""");
        var (little, much) = (await fair.ThereAsync(0, null, seen: 60), await fair.ThereAsync(0, null, seen: 60));
        await fair.SettleAsync(151);
        var answers = new List<int>();
        foreach (var (who, until) in new[] { (much, 91), (little, 90) })
        {
            var record = await fair.RecordAsync(who);
            Assert.Equal(System.Net.HttpStatusCode.NoContent, await fair.Lead.BringPictureAsync(fair.Activity, record.Id));
            answers.Add(await fair.PostAsync(fair.Lead, $"records/{record.Id}/end", new { until = fair.Start.AddMinutes(until) }));
        }

        Assert.Equal([400, 204], answers);
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(little), $"records/{(await fair.RecordAsync(little)).Id}/confirm"));
        Assert.InRange((await fair.RecordAsync(little)).WaitsUntil!.Value, fair.Start.AddDays(14), fair.Start.AddDays(40));
    }

    private static async Task<Presences> AwayAsync(TestApp app, bool atHome, string rule, string numbers)
    {
        var (team, _) = await app.TeamAsync(name: "邻县的队", division: TestPeople.NextCounty);
        using var scope = app.Scope();
        scope.Db.Add(new Rule { DivisionCode = atHome ? TestPeople.NextCounty : TestPeople.County, Code = rule, Numbers = numbers });
        await scope.Db.SaveChangesAsync(Ct);
        return await Presences.BuildAsync(app, team);
    }
}
