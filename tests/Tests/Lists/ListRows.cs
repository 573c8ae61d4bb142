using Weiguang.Hours;
using Weiguang.People.Domain;
using Weiguang.Projects.Domain;
using Weiguang.Recognition.Domain;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Projects;
using Weiguang.Tests.Regions;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Lists;

/// <summary>Something of everything in the lists of a county: doubtful hours, stars, projects.</summary>
internal static class ListRows
{
    /// <summary>The volunteer number of who holds the second of the stars.</summary>
    public const string SecondsNumber = "V2208000012345";

    /// <summary>A case of doubtful hours that is open, about five people of one second.</summary>
    public static async Task<Presences> DoubtAsync(this TestApp app)
    {
        var fair = await Presences.BuildAsync(app);
        for (var i = 0; i < 5; i++)
        {
            await fair.ThereAsync(0, 60, ProofKinds.Card, ProofKinds.Word);
        }

        await fair.SettleAsync(80);
        return fair;
    }

    /// <summary>Stars one to three of three volunteers, of which one waits, one is shown and one was declined; and a shown one of the next county.</summary>
    public static async Task StarsAsync(this TestApp app)
    {
        var now = app.Clock.GetUtcNow().UtcDateTime;
        var people = new[] { await app.VolunteerAsync("王小明"), await app.VolunteerAsync("李强"), await app.VolunteerAsync("欧阳明月"), await app.VolunteerAsync("邻县人", TestPeople.NextCounty) };
        StarCase[] stars =
        [
            StarCase.Propose(people[0], 1, TestPeople.Village, 6_000, now.AddDays(-4)), StarCase.Propose(people[1], 2, TestPeople.Village, 20_000, now.AddDays(-3)),
            StarCase.Propose(people[2], 3, TestPeople.County, 40_000, now.AddDays(-2)), StarCase.Propose(people[3], 1, TestPeople.NextCounty, 9_000, now.AddDays(-1)),
        ];
        Assert.True(stars[1].Certify(now.AddDays(5), now) && stars[2].Decline(now.AddDays(90), now) && stars[3].Certify(now.AddDays(5), now));
        using var scope = app.Scope();
        scope.Db.AddRange(stars);
        scope.Db.Add(new NumberEntry { Number = SecondsNumber, PersonId = people[1] });
        await scope.Db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Two drafts and two approved projects here, and one of the next county.</summary>
    public static async Task ProjectsAsync(this TestApp app)
    {
        await app.ImportAsync();
        var (team, _) = await app.TeamAsync();
        await app.DraftAsync(team, title: "丙送餐");
        await app.DraftAsync(null, title: "丁扫雪");
        await app.ApprovedAsync(team, title: "乙理发");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.ApprovedAsync(null, TestPeople.County, "甲送餐");
        await app.ApprovedAsync(null, TestPeople.NextCounty, "邻县送餐");
    }
}
