using System.Diagnostics;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.People;
using Weiguang.Teams.Domain;

namespace Weiguang.Teams.Roster;

/// <summary>What a leader may do with one member.</summary>
internal enum RosterStep
{
    Approve,
    Decline,
    Remove,
    MakeDeputy,
    EndDeputy,

    /// <summary>Offers the team to a deputy, who has to say yes.</summary>
    HandOver,
    TakeBack,
}

/// <summary>How leaders, and the staff of the division, run a team's membership.</summary>
internal sealed class RosterBook(AppDbContext db, RoleBook roles, MessageBox messages, TimeProvider clock)
{
    /// <param name="reason">The member reads it; needed to decline or remove.</param>
    public async Task<StepAnswer> TakeAsync(RosterStep step, Guid teamId, Guid personId, string reason, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (!await db.Set<Team>().RunBy(db.Viewer).AnyAsync(t => t.Id == teamId, ct) || await db.LockAsync<Team>(teamId, ct) is not { } team)
        {
            return Voice.Team.Missing;
        }

        var member = await db.Set<TeamMember>().SingleOrDefaultAsync(m => m.TeamId == teamId && m.PersonId == personId, ct);
        if (member is null)
        {
            return Voice.Team.Missing;
        }

        var mine = step is RosterStep.HandOver or RosterStep.TakeBack ? IsOffered(step, team, member) : IsMine(step, member, reason);
        if (!await DoAsync(step, team, member, reason, ct))
        {
            return mine ? Voice.Team.Done : Voice.Team.NotNow; // Pressed twice is done.
        }

        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return Voice.Team.Done;
    }

    private async Task<bool> DoAsync(RosterStep step, Team team, TeamMember member, string reason, CancellationToken ct)
    {
        switch (step, member.State, member.Role)
        {
            case (RosterStep.Approve, MemberState.Applied, _):
                member.Approve(db.Viewer.PersonId, clock.Now());
                team.Count(1);
                Tell(member, TeamMessages.Welcome, team.Name);
                return true;
            case (RosterStep.Decline, MemberState.Applied, _):
                member.End(MemberState.Declined, reason, db.Viewer.PersonId);
                Tell(member, TeamMessages.Declined, team.Name, reason);
                return true;
            case (RosterStep.Remove, MemberState.Active, not TeamRole.Leader):
                await roles.RevokeAsync(member.PersonId, Role.TeamLeader, team.DivisionCode, team.Id, ct);
                member.End(MemberState.Removed, reason, db.Viewer.PersonId);
                team.Count(-1);
                team.Withdraw(member.PersonId);
                Tell(member, TeamMessages.Removed, team.Name, reason);
                return true;
            case (RosterStep.MakeDeputy, MemberState.Active, TeamRole.Member) when MayAppoint(team):
                member.Appoint(TeamRole.Deputy, db.Viewer.PersonId);
                return (await roles.GrantAsync(member.PersonId, Role.TeamLeader, team.DivisionCode, team.Id, ct)).Answer is GrantAnswer.Done or GrantAnswer.Unchanged;
            case (RosterStep.EndDeputy, MemberState.Active, TeamRole.Deputy) when MayAppoint(team):
                member.Appoint(TeamRole.Member, db.Viewer.PersonId);
                TakeBack(team, member);
                return (await roles.RevokeAsync(member.PersonId, Role.TeamLeader, team.DivisionCode, team.Id, ct)).Answer is GrantAnswer.Done or GrantAnswer.Unchanged;
            case (RosterStep.HandOver, MemberState.Active, TeamRole.Deputy) when team.LeaderId == db.Viewer.PersonId && team.HeirAt(clock.Now()) != member.PersonId:
                if (team.HeirAt(clock.Now()) is { } other)
                {
                    messages.Put(other, TeamMessages.TakenBack, TeamLinks.Of(team.Id), team.Name); // Nobody finds out by pressing a button that is gone.
                }

                team.Offer(member.PersonId, clock.Now());
                Tell(member, TeamMessages.Offered, team.Name);
                return true;
            case (RosterStep.TakeBack, _, _) when team.LeaderId == db.Viewer.PersonId && team.HeirId == member.PersonId:
                TakeBack(team, member);
                return true;
            case (_, MemberState.Applied or MemberState.Active or MemberState.Declined or MemberState.Left or MemberState.Removed, TeamRole.Leader or TeamRole.Deputy or TeamRole.Member):
                return false; // From there the step leads nowhere.
        }

        throw new UnreachableException();
    }

    private void TakeBack(Team team, TeamMember member)
    {
        if (team.Withdraw(member.PersonId))
        {
            Tell(member, TeamMessages.TakenBack, team.Name);
        }
    }

    private bool IsMine(RosterStep step, TeamMember member, string reason) => member.DecidedBy == db.Viewer.PersonId && step switch
    {
        RosterStep.Approve => member.State == MemberState.Active,
        RosterStep.Decline => member.State == MemberState.Declined && member.Reason == reason,
        RosterStep.Remove => member.State == MemberState.Removed && member.Reason == reason,
        RosterStep.MakeDeputy => member is { State: MemberState.Active, Role: TeamRole.Deputy },
        RosterStep.EndDeputy => member is { State: MemberState.Active, Role: TeamRole.Member },
        RosterStep.HandOver or RosterStep.TakeBack => false, // Asked of the team.
    };

    private bool IsOffered(RosterStep step, Team team, TeamMember member) =>
        team.LeaderId == db.Viewer.PersonId && (step == RosterStep.HandOver ? team.HeirAt(clock.Now()) == member.PersonId : team.HeirId is null);

    /// <summary>A deputy runs the team but makes no other deputies.</summary>
    public bool MayAppoint(Team team) => team.LeaderId == db.Viewer.PersonId || db.Viewer.May(TeamPermissions.Appoint);

    private void Tell(TeamMember member, MessageKind kind, params string[] arguments) =>
        messages.Put(member.PersonId, kind, $"/teams/{member.TeamId}", arguments);
}
