using Weiguang.People;
using Weiguang.Teams.Domain;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests.Walk;

/// <summary>The players of the demo county, and as many of the next county.</summary>
internal static class Players
{
    public static async Task<Row> CastAsync(TestApp app)
    {
        Dictionary<Role, Guid> inside;
        using (var scope = app.Scope())
        {
            inside = await DemoMark.ReadAsync(scope.Db);
        }

        var outside = new Dictionary<Role, Guid>
        {
            [Role.Resident] = await app.PersonAsync("外人", Places.Zhenlai),
            [Role.Volunteer] = await app.VolunteerAsync("外援", Places.Zhenlai),
            [Role.TeamLeader] = await LeaderAsync(app),
        };
        foreach (var role in (Role[])[Role.Station, Role.Coordinator, Role.Admin])
        {
            outside[role] = await app.PersonWithAsync(role, Places.Zhenlai);
        }

        return new Row(new Dictionary<string, string>(), inside, outside);
    }

    private static async Task<Guid> LeaderAsync(TestApp app)
    {
        var leader = await app.VolunteerAsync("外队长", Places.Zhenlai);
        Guid id;
        using (var scope = app.Scope())
        {
            var (team, membership) = Team.Found("镇赉邻里队", "STD8", Places.Zhenlai, leader, "", [], JoinMode.Open, app.Clock.GetUtcNow().UtcDateTime);
            scope.Db.AddRange(team, membership);
            await scope.Db.SaveChangesAsync();
            id = team.Id;
        }

        await app.GrantAsync(leader, Role.TeamLeader, Places.Zhenlai, id);
        return leader;
    }
}
