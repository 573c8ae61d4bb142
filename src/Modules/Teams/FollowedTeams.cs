using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Teams;

/// <summary>Teams can be followed: of their new activities one is told.</summary>
internal sealed class FollowedTeams(TeamDirectory teams) : IFollowable
{
    public const string Name = "team";

    public string Kind => Name;

    public string Heading => Phrase.Of("志愿服务队");

    public async Task<IReadOnlyDictionary<Guid, FollowedThing>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        (await teams.FindAsync(ids, ct)).ToDictionary(t => t.Key, t => new FollowedThing(t.Value.Name, TeamLinks.Of(t.Key)));
}
