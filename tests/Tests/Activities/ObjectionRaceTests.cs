using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.People;

namespace Weiguang.Tests.Activities;

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
            volunteers.Add(await fair.ThereAsync(0, 60));
        }

        await fair.SettleAsync(61);
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

            Assert.Equal([204, 409, 409, 409], answers.Order());
            using var after = app.Scope();
            var upheld = await after.Db.Set<Objection>().Where(o => o.Id == objection).Select(o => o.Upheld).SingleAsync(Ct);
            var left = await fair.RecordAsync(volunteer);
            Assert.Equal(upheld == true, left.State == RecordState.Void);
            Assert.Equal(upheld == true ? 0 : 60, await fair.BalanceAsync(volunteer));
            Assert.Single(left.Story, s => s.Action is RecordAction.Revoke or RecordAction.Dismiss);
        }

        Assert.Null(await fair.VerifyAsync());
    }
}
