using System.Net;
using Weiguang.Hours.Domain;
using Weiguang.People;
using static Weiguang.Tests.Orders.VisitFacts;
using Weiguang.Tests.Hours;

namespace Weiguang.Tests.Orders;

/// <summary>Several doubts about one visit: they use up no referees, and what is gone is gone for all of them.</summary>
public class SiblingDoubtTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Once whoever found the first unfounded had a hand in it: a few accounts kept anybody's hours from being decided.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_referee_answers_them_all(string database)
    {
        var v = await DoubtedAsync(database, 3);
        var judgeId = await v.App.PersonWithAsync(Role.Station, TestPeople.Village);
        var (judge, desk) = (await v.App.ProgramOfAsync(judgeId), await v.App.BrowserOfAsync(judgeId));

        foreach (var (doubt, _) in v.Doubts)
        {
            Assert.NotNull((await desk.GetPageAsync($"/console/hours/{v.Order}/objections/{doubt}", Ct)).QuerySelector("[name='Form.Upheld']"));
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(judge, $"/api/v1/hours/{v.Order}/objections/{doubt}/decision", new { upheld = false, decision = "问过邻居，来了" }));
        }

        Assert.Equal(60, await BalanceAsync(v.App, v.Volunteer));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_that_is_upheld_answers_the_others_and_nobody_reads_that_nothing_changed(string database)
    {
        var v = await DoubtedAsync(database, 3);
        var (judge, late) = (await ClerkAsync(v.App), await ClerkAsync(v.App));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(judge, $"/api/v1/hours/{v.Order}/objections/{v.Doubts[1].Id}/decision", new { upheld = true, decision = "查实了，没有来" }));

        Assert.Equal(RecordState.Void, (await StandsAsync(v.App, v.Order)).State);
        foreach (var (doubt, by) in v.Doubts)
        {
            Assert.Equal(["您对“{0}”时长的异议成立，已撤销：{1}"], (await v.App.ToldAsync(by)).Where(text => text.Contains("您对", StringComparison.Ordinal)));
        }

        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(late, $"/api/v1/hours/{v.Order}/objections/{v.Doubts[0].Id}/decision", new { upheld = false, decision = "来了" }));
        Assert.DoesNotContain(await v.App.ToldAsync(v.Volunteer), text => text.Contains("不受影响", StringComparison.Ordinal));
        using var scope = v.App.Scope();
        Assert.All(await scope.Db.Set<Objection>().Where(o => o.SourceId == v.Order).ToListAsync(Ct), o => Assert.Equal((true, "查实了，没有来"), (o.Upheld, o.Decision)));
        Assert.Equal(0, await BalanceAsync(v.App, v.Volunteer));
    }

    /// <summary>Each is judged by somebody other than who answered it and whose decision it is about; so two referees are enough for any number.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Corrections_one_after_the_other_use_up_nobody_either_and_one_to_nothing_answers_the_doubts(string database)
    {
        var v = await DoubtedAsync(database, 1);
        var (one, other) = (await ClerkAsync(v.App), await ClerkAsync(v.App));
        Assert.Equal(HttpStatusCode.NoContent, await CorrectAsync(v, 50, one));
        Assert.Equal(HttpStatusCode.Forbidden, await CorrectAsync(v, 40, one)); // That is their own decision.
        Assert.Equal(HttpStatusCode.NoContent, await DecideAsync(v, other));
        Assert.Equal(HttpStatusCode.NoContent, await CorrectAsync(v, 30, one));
        Assert.Equal(HttpStatusCode.NoContent, await CorrectAsync(v, 0, other));

        using (var scope = v.App.Scope())
        {
            Assert.True((await scope.Db.Set<Objection>().SingleAsync(o => o.SourceId == v.Order, Ct)).Upheld);
        }

        Assert.Equal(HttpStatusCode.NoContent, await v.Village.Staff.BringPictureAsync(v.Order, (await RecordAsync(v.App, v.Order)).Id));
        Assert.Equal(HttpStatusCode.NoContent, await CorrectAsync(v, 20, one));
        await v.App.PublishAsync();
        Assert.Equal((RecordState.Posted, 20), ((await StandsAsync(v.App, v.Order)).State, (await RecordAsync(v.App, v.Order)).Minutes));
        Assert.Equal(0, (await RecordAsync(v.App, v.Order)).OpenObjections);
    }

    private sealed record Visit(TestApp App, Village Village, Guid Volunteer, Guid Order, IReadOnlyList<(Guid Id, Guid By)> Doubts);

    /// <summary>An hour that the resident confirmed, and that so many others doubt.</summary>
    private async Task<Visit> DoubtedAsync(string database, int doubts)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        var program = await app.ProgramOfAsync(volunteer);
        var order = await village.AcceptedAsync(volunteer, program);
        var (arrival, leaving) = await village.CodesAsync(order);
        await program.StepAsync(order, "check-in", new { code = arrival });
        app.Clock.Advance(TimeSpan.FromMinutes(60));
        await program.StepAsync(order, "check-out", new { code = leaving });
        await village.Resident.StepAsync(order, "complete");
        await StandsAsync(app, order);
        var record = $"/api/v1/hours/{order}/records/{(await RecordAsync(app, order)).Id}";
        for (var i = 0; i < doubts; i++)
        {
            var neighbour = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village));
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(neighbour, $"{record}/objections", new { reason = "那天没来" }));
        }

        using var scope = app.Scope();
        var raised = await scope.Db.Set<Objection>().Where(o => o.SourceId == order).OrderBy(o => o.Id).ToListAsync(Ct);
        return new(app, village, volunteer, order, raised.ConvertAll(o => (o.Id, o.By)));
    }

    private static async Task<HttpClient> ClerkAsync(TestApp app) => await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village));

    /// <summary>The volunteer asks, the office answers, and this one decides.</summary>
    private static async Task<HttpStatusCode> CorrectAsync(Visit v, int minutes, HttpClient judge)
    {
        var hours = $"/api/v1/hours/{v.Order}";
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(await v.App.ProgramOfAsync(v.Volunteer), $"{hours}/records/{(await RecordAsync(v.App, v.Order)).Id}/corrections", new { reason = "不对" }));
        var (correction, before) = (await OpenAsync(v), (await RecordAsync(v.App, v.Order)).Counts);
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(v.Village.Staff, $"{hours}/corrections/{correction}/proposal", new { minutes, answer = "查过了" }));
        if (minutes > before)
        {
            await v.App.AgreeAsync(v.Order, correction);
        }

        return await DecideAsync(v, judge);
    }

    private static async Task<HttpStatusCode> DecideAsync(Visit v, HttpClient judge)
    {
        var answer = await PostAsync(judge, $"/api/v1/hours/{v.Order}/corrections/{await OpenAsync(v)}/decision", new { approved = true, decision = "属实" });
        await StandsAsync(v.App, v.Order);
        return answer;
    }

    private static async Task<Guid> OpenAsync(Visit v)
    {
        using var scope = v.App.Scope();
        return (await scope.Db.Set<Correction>().Where(c => c.SourceId == v.Order).ToListAsync(Ct)).Single(c => c.IsOpen).Id;
    }
}
