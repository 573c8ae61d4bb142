using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Projects.Library;

/// <summary>Projects can be followed: of their new activities one is told.</summary>
internal sealed class FollowedProjects(ProjectDirectory projects) : IFollowable
{
    public const string Name = "project";

    public string Kind => Name;

    public string Heading => Phrase.Of("志愿服务项目");

    public async Task<IReadOnlyDictionary<Guid, FollowedThing>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        (await projects.FindAsync(ids, ct)).ToDictionary(p => p.Key, p => new FollowedThing(p.Value.Title, $"/projects/{p.Key}"));
}
