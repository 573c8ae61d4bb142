using System.Net;
using Weiguang.Hours.Domain;
using Weiguang.People;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Hours;

/// <summary>Minutes that people say beyond what was proven are doubted by themselves: what was proven does not go with them.</summary>
public class AddedMinutesTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_doubt_about_what_was_added_takes_that_back_and_leaves_what_was_proven(string database)
    {
        var app = await apps.On(database);
        var (fair, person, correction, objection) = await DoubtedAsync(app);

        var another = await app.PersonWithAsync(Role.Station, TestPeople.Village); // Whoever approved it has a hand in it.
        var page = await (await app.BrowserOfAsync(another)).GetPageAsync($"/console/hours/{fair.Activity}/objections/{objection}", Ct);
        Assert.Contains("多说的 50 分钟不算", page.QuerySelector("label:has([name='Form.Upheld'][value=part])")!.TextContent, StringComparison.Ordinal);
        var own = await (await app.BrowserOfAsync(person)).GetPageAsync("/me/records", Ct);
        Assert.Contains("先不能用", own.QuerySelector("[data-doubted]")!.TextContent, StringComparison.Ordinal); // Whose it is reads that it is doubted.
        foreach (var press in (int[])[1, 2])
        {
            Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(another), $"objections/{objection}/decision", new { upheld = true, addedOnly = true, decision = "三点半就散了" }));
        }

        await app.PublishAsync();
        var record = await fair.RecordAsync(person);
        Assert.Equal((60, RecordState.Posted, null, 0), (record.Minutes, record.State, record.SaidMinutes, record.OpenObjections));
        Assert.Equal(60, await fair.BalanceAsync(person));
        Assert.Equal(CorrectionState.Overturned, await StateAsync(app, correction));
        Assert.Contains("“{0}”多说的那一段没有成立，有证明的 {1} 分钟照算。原因：{2}", await app.ToldAsync(person));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_approved_and_taken_back_with_the_rest_does_not_read_as_corrected(string database)
    {
        var app = await apps.On(database);
        var (fair, person, correction, objection) = await DoubtedAsync(app);

        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village)), $"objections/{objection}/decision", new { upheld = true, decision = "那天没有来" }));

        Assert.Equal((RecordState.Void, CorrectionState.Overturned), ((await fair.RecordAsync(person)).State, await StateAsync(app, correction)));
        Assert.Equal(0, await fair.BalanceAsync(person));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Where_nothing_was_added_nothing_of_it_can_be_taken_back(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var person = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(76);
        var objection = await DoubtAsync(app, fair, person);

        Assert.Equal(400, await fair.PostAsync(fair.Staff, $"objections/{objection}/decision", new { upheld = true, addedOnly = true, decision = "三点半就散了" }));
        Assert.Equal(60, (await fair.RecordAsync(person)).Minutes);
    }

    /// <summary>An hour is proven and posted, 50 minutes more are approved and shown, and somebody doubts it.</summary>
    private static async Task<(Presences Fair, Guid Person, Guid Correction, Guid Objection)> DoubtedAsync(TestApp app)
    {
        var (team, _) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        var person = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(151);
        var record = (await fair.RecordAsync(person)).Id;
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(person), $"records/{record}/corrections", new { reason = "少记了" }));
        Guid correction;
        using (var scope = app.Scope())
        {
            correction = (await scope.Db.Set<Correction>().SingleAsync(c => c.RecordId == record, Ct)).Id;
        }

        Assert.Equal(HttpStatusCode.NoContent, await fair.Lead.BringPictureAsync(fair.Activity, record));
        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 110, answer = "都在" }));
        await app.AgreeAsync(fair.Activity, correction);
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"corrections/{correction}/decision", new { approved = true, decision = "属实" }));
        return (fair, person, correction, await DoubtAsync(app, fair, person));
    }

    private static async Task<Guid> DoubtAsync(TestApp app, Presences fair, Guid person)
    {
        var record = (await fair.RecordAsync(person)).Id;
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(await app.PersonAsync()), $"records/{record}/objections", new { reason = "三点半就散了" }));
        using var scope = app.Scope();
        return (await scope.Db.Set<Objection>().SingleAsync(o => o.RecordId == record, Ct)).Id;
    }

    private static async Task<CorrectionState> StateAsync(TestApp app, Guid correction)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<Correction>().Where(c => c.Id == correction).Select(c => c.State).SingleAsync(Ct);
    }
}
