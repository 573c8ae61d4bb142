namespace Weiguang.Teams;
public sealed class TeamDirectory { 
 public Task<TeamCard?> FindAsync(Guid id, CancellationToken ct = default) => Task.FromResult<TeamCard?>(null);
 public Task<IReadOnlyList<TeamMemberCard>> MembersAsync(Guid id, CancellationToken ct = default) => Task.FromResult<IReadOnlyList<TeamMemberCard>>([]);
}
public sealed record TeamCard(Guid Id, string Name, string Kind, long DivisionCode, Guid LeaderId, int Members, string[] Categories);
public sealed record TeamMemberCard(Guid PersonId);
