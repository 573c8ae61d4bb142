using Weiguang.People;
using Weiguang.Teams.Domain;

namespace Weiguang.Tests.Teams;

internal static class TeamArrangements
{
    /// <summary>A team of the village with a leader who may run it.</summary>
    public static async Task<(Guid Team, Guid Leader)> TeamAsync(this TestApp app, JoinMode mode = JoinMode.Open, string name = "民主村邻里帮", long division = TestPeople.Village)
    {
        var leader = await app.VolunteerAsync("孙桂兰", division);
        using var scope = app.Scope();
        var (team, member) = Team.Found(name, "STD8", division, leader, "帮老人挑水、扫雪、看病。", ["0001"], mode, app.Clock.GetUtcNow().UtcDateTime);
        scope.Db.AddRange(team, member);
        await scope.Db.SaveChangesAsync();
        await app.GrantAsync(leader, Role.TeamLeader, division, team.Id);
        return (team.Id, leader);
    }

    /// <summary>A team of these people.</summary>
    public static async Task<Guid> BandAsync(this TestApp app, Guid leader, params Guid[] members)
    {
        var now = app.Clock.GetUtcNow().UtcDateTime;
        using var scope = app.Scope();
        var (team, membership) = Team.Found("清河队", "STD8", TestPeople.Village, leader, "", [], JoinMode.Open, now);
        scope.Db.AddRange(team, membership);
        scope.Db.AddRange(members.Select(m => TeamMember.Join(team.Id, m, TeamRole.Member, now)));
        await scope.Db.SaveChangesAsync();
        await app.GrantAsync(leader, Role.TeamLeader, TestPeople.Village, team.Id);
        return team.Id;
    }

    public static async Task<Team> TeamOfAsync(this TestApp app, Guid id)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<Team>().AsNoTracking().SingleAsync(t => t.Id == id);
    }

    public static async Task<TeamMember?> MemberAsync(this TestApp app, Guid team, Guid person)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<TeamMember>().AsNoTracking().SingleOrDefaultAsync(m => m.TeamId == team && m.PersonId == person);
    }
}
