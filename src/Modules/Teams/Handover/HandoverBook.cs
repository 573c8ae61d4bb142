using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.Teams.Domain;

namespace Weiguang.Teams.Handover;

/// <summary>
/// The second of the two words by which a team gets another leader: the first is its leader's, on the roster. Only a deputy takes it over, who may run it already, so that nobody's rights change
/// but who appoints whom; whoever led it stays as a deputy.
/// </summary>
internal sealed class HandoverBook(AppDbContext db, MessageBox messages, TimeProvider clock)
{
    /// <param name="takes">The viewer takes the team over; otherwise they stay what they are.</param>
    public async Task<StepAnswer> AnswerAsync(Guid teamId, bool takes, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var me = db.Viewer.PersonId;
        if (await db.LockAsync<Team>(teamId, ct) is not { } team || await MemberAsync(teamId, me, ct) is not { State: MemberState.Active } mine)
        {
            return Voice.Team.Missing;
        }

        if (takes && team.LeaderId == me)
        {
            return Voice.Team.Done; // Pressed twice.
        }

        if (team.HeirAt(clock.Now()) != me || mine.Role != TeamRole.Deputy)
        {
            return takes || mine.Role != TeamRole.Deputy ? Voice.Team.NotNow : Voice.Team.Done; // Who stays a deputy twice is one.
        }

        var before = team.LeaderId;
        if (takes)
        {
            // Without the power to run it there would be two leaders and nobody who can lead.
            if (!db.Viewer.TeamIds.Contains(teamId) || await MemberAsync(teamId, before, ct) is not { } leader)
            {
                return Voice.Team.Refused("no-office", NoOffice);
            }

            leader.Appoint(TeamRole.Deputy, me);
            mine.Appoint(TeamRole.Leader, before);
            team.TakeOver(me);
        }
        else
        {
            team.Offer(null, null);
        }

        messages.Put(before, takes ? TeamMessages.TookOver : TeamMessages.StaysDeputy, $"/team/{teamId}", team.Name);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return Voice.Team.Done;
    }

    internal static readonly string NoOffice = Phrase.Of("您还没有管这支队的身份，接不过来。请队长重新定您当副队长，再交给您。");

    private Task<TeamMember?> MemberAsync(Guid team, Guid person, CancellationToken ct) => db.Set<TeamMember>().IgnoreQueryFilters().SingleOrDefaultAsync(m => m.TeamId == team && m.PersonId == person, ct);
}
