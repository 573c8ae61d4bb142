using Weiguang.People;
using Weiguang.Teams.Domain;

namespace Weiguang.Teams.Roster;

/// <summary>A member as the team's leaders see them. The phone is masked.</summary>
internal sealed record RosterLine(Guid Id, string Name, string Phone, TeamRole Role, MemberState State, DateTime Since, string Reason)
{
    /// <summary>Whether somebody is meant by what was typed: letters of their name, or the end of their number.</summary>
    public static bool Is(string typed, string name, string phone) => name.Contains(typed, StringComparison.OrdinalIgnoreCase) || phone.EndsWith(typed, StringComparison.Ordinal);

    /// <summary>Those of one state, leaders first, then by time. Sees what the viewer may see.</summary>
    public static async Task<IReadOnlyList<RosterLine>> ReadAsync(AppDbContext db, PersonDirectory people, Guid teamId, MemberState state, CancellationToken ct)
    {
        var members = await db.Set<TeamMember>().AsNoTracking().Where(m => m.TeamId == teamId && m.State == state).ToListAsync(ct);
        var cards = await people.FindAsync(members.Select(m => m.PersonId), ct);
        return
        [
            .. from member in members
               let card = cards.GetValueOrDefault(member.PersonId)
               where card is not null
               orderby member.Role descending, member.JoinedAt, member.PersonId
               select new RosterLine(card.Id, card.Name, card.MaskedPhone, member.Role, member.State, member.JoinedAt, member.Reason),
        ];
    }
}
