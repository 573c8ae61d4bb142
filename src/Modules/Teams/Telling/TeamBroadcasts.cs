using Weiguang.People;
using Weiguang.Teams.Domain;

namespace Weiguang.Teams.Telling;

/// <summary>Whoever runs a team tells its members something.</summary>
internal sealed class TeamBroadcasts(AppDbContext db, TeamDirectory teams, BroadcastBook book)
{
    /// <summary>Null when the viewer does not run the team.</summary>
    public async Task<BroadcastReply?> SendAsync(Guid teamId, string? words, CancellationToken ct) => await FindAsync(teamId, ct) switch
    {
        null => null,
        (_, true) => new(0, "over"),
        var (audience, _) => await book.SendAsync(audience, [.. (await MembersAsync(teamId, ct)).Where(m => m != db.Viewer.PersonId)], words, ct),
    };

    /// <summary>What was sent, the newest first; null when the viewer does not run the team.</summary>
    public async Task<IReadOnlyList<SentBroadcast>?> ReadAsync(Guid teamId, CancellationToken ct) =>
        await FindAsync(teamId, ct) is var (audience, _) ? await book.ReadAsync(audience, await MembersAsync(teamId, ct), ct) : null;

    private async Task<(Audience Audience, bool IsOver)?> FindAsync(Guid id, CancellationToken ct) =>
        await db.Set<Team>().RunBy(db.Viewer).AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) is { } team
            ? (new(id, team.Name, TeamLinks.Of(id), team.DivisionCode, id, TeamMessages.FromLeader), team.State == TeamState.Dissolved) : null;

    private async Task<List<Guid>> MembersAsync(Guid id, CancellationToken ct) => [.. (await teams.MembersAsync(id, ct)).Select(m => m.PersonId)];
}
