using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Teams.Domain;

namespace Weiguang.Teams.Console;

internal enum FoundAnswer
{
    Founded,

    /// <summary>Nobody with this phone, or no volunteer, or not from the staff's range.</summary>
    NoSuchLeader,
    OutsideYou,
    NoSuchPlace,
}

/// <summary>A new team as it is asked for; checked before.</summary>
internal sealed record NewTeam(string Name, string Kind, long DivisionCode, string LeaderPhone, string Description, string[] Categories, JoinMode JoinMode);

/// <summary>Founding, pausing and dissolving teams: work of the staff in whose range they lie.</summary>
internal sealed class TeamOffice(AppDbContext db, PersonDirectory people, RoleBook roles, RegionDirectory regions, TimeProvider clock)
{
    public async Task<(FoundAnswer Answer, Guid TeamId)> FoundAsync(NewTeam asked, CancellationToken ct)
    {
        if (!db.Viewer.All && !db.Viewer.Covers(asked.DivisionCode))
        {
            return (FoundAnswer.OutsideYou, default);
        }

        if (!await regions.ExistsAsync(asked.DivisionCode, ct))
        {
            return (FoundAnswer.NoSuchPlace, default);
        }

        if (await people.ByPhoneAsync(asked.LeaderPhone, ct) is not { } leaderId || await people.VolunteerAsync(leaderId, ct) is null)
        {
            return (FoundAnswer.NoSuchLeader, default);
        }

        await using var work = await db.BeginWorkAsync(ct);
        var (team, leader) = Team.Found(
            asked.Name, asked.Kind, asked.DivisionCode, leaderId, asked.Description, asked.Categories, asked.JoinMode, clock.Now());
        if ((await roles.GrantAsync(leaderId, Role.TeamLeader, team.DivisionCode, team.Id, ct)).Answer is not GrantAnswer.Done)
        {
            return (FoundAnswer.NoSuchLeader, default);
        }

        db.AddRange(team, leader);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return (FoundAnswer.Founded, team.Id);
    }

    /// <summary>Pauses a team of the viewer's range, or lets it go on, under its lock; false when it is missing or not theirs to pause.</summary>
    public async Task<bool> ChangeAsync(Guid teamId, Action<Team> verb, CancellationToken ct)
    {
        if (!db.Viewer.May(TeamPermissions.Pause))
        {
            return false;
        }

        await using var work = await db.BeginWorkAsync(ct);
        if (!await db.Set<Team>().OverseenBy(db.Viewer).AnyAsync(t => t.Id == teamId, ct) || await db.LockAsync<Team>(teamId, ct) is not { } team)
        {
            return false;
        }

        verb(team);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return true;
    }
}
