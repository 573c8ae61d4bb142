using System.Security.Cryptography;
using System.Text;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.People;
using Weiguang.Teams.Domain;

namespace Weiguang.Teams.Membership;

internal enum JoinAnswer
{
    Joined,
    Applied,

    /// <summary>Takes part already; nothing changed.</summary>
    AlreadyIn,
    WrongCode,

    /// <summary>The team takes nobody in at the moment.</summary>
    Paused,
    NotVolunteer,
    NoSuchTeam,
}

internal enum LeaveAnswer
{
    Left,
    NotIn,

    /// <summary>A leader hands the team over first.</summary>
    LeaderStays,
    NoSuchTeam,
}

/// <summary>Coming and going of the visitor's own accord. The team's row is locked, so that its count and its members change together.</summary>
internal sealed class MembershipBook(AppDbContext db, PersonDirectory people, RoleBook roles, MessageBox messages, TimeProvider clock)
{
    private Guid Me => db.Viewer.PersonId;

    /// <param name="code">Needed where one joins by invitation.</param>
    public async Task<JoinAnswer> JoinAsync(Guid teamId, string? code, CancellationToken ct)
    {
        var volunteer = await people.VolunteerAsync(Me, ct);
        await using var work = await db.BeginWorkAsync(ct);
        var team = await db.LockAsync<Team>(teamId, ct);
        var member = await MineAsync(teamId, ct);
        if (Refusal(team, member, volunteer, code) is { } no)
        {
            return no;
        }

        // Whom a leader has sent away does not come back through an open door.
        var applies = team!.JoinMode == JoinMode.Approval || member?.State == MemberState.Removed;
        if (member is null)
        {
            db.Add(applies ? TeamMember.Apply(teamId, Me, clock.Now()) : team.Admit(Me, TeamRole.Member, clock.Now()));
        }
        else
        {
            member.Return(applies ? MemberState.Applied : MemberState.Active, clock.Now());
            team.Count(applies ? 0 : 1);
        }

        if (applies)
        {
            messages.Put(team.LeaderId, TeamMessages.Asked, $"/team/{teamId}", volunteer!.Name, team.Name);
        }

        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return applies ? JoinAnswer.Applied : JoinAnswer.Joined;
    }

    public async Task<LeaveAnswer> LeaveAsync(Guid teamId, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var team = await db.LockAsync<Team>(teamId, ct);
        var member = await MineAsync(teamId, ct);
        switch (team, member)
        {
            case (null, _):
                return LeaveAnswer.NoSuchTeam;
            case (_, null or { State: not (MemberState.Active or MemberState.Applied) }):
                return LeaveAnswer.NotIn;
            case (_, { Role: TeamRole.Leader }):
                return LeaveAnswer.LeaderStays;
            case (_, { Role: TeamRole.Deputy or TeamRole.Member }):
                break;
        }

        if (member.Role == TeamRole.Deputy)
        {
            await roles.RevokeAsync(Me, Role.TeamLeader, team.DivisionCode, teamId, ct);
        }

        if (team.Withdraw(Me))
        {
            messages.Put(team.LeaderId, TeamMessages.HeirLeft, $"/team/{teamId}", team.Name);
        }

        team.Count(member.State == MemberState.Active ? -1 : 0);
        member.End(MemberState.Left, "", null);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return LeaveAnswer.Left;
    }

    private Task<TeamMember?> MineAsync(Guid teamId, CancellationToken ct) =>
        db.Set<TeamMember>().SingleOrDefaultAsync(m => m.TeamId == teamId && m.PersonId == Me, ct);

    private static JoinAnswer? Refusal(Team? team, TeamMember? member, VolunteerCard? volunteer, string? code) => team switch
    {
        null or { State: TeamState.Dissolved } => JoinAnswer.NoSuchTeam,
        _ when member?.State == MemberState.Active => JoinAnswer.AlreadyIn,
        { State: TeamState.Paused } => JoinAnswer.Paused,
        _ when volunteer is null => JoinAnswer.NotVolunteer,
        _ when member?.State == MemberState.Applied => JoinAnswer.Applied,
        { JoinMode: JoinMode.Invite } when !Same(team.Code, code) => JoinAnswer.WrongCode,
        { State: TeamState.Active, JoinMode: JoinMode.Open or JoinMode.Approval or JoinMode.Invite } => null,
    };

    private static bool Same(string expected, string? given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given?.Trim().ToUpperInvariant() ?? ""));
}
