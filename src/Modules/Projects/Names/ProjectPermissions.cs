using Weiguang.Kernel.Access;
using Weiguang.Kernel.Text;

namespace Weiguang.Projects;

/// <summary>What roles may be allowed to do about projects.</summary>
internal static class ProjectPermissions
{
    public const string Review = "projects.review";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Review, Phrase.Of("审志愿服务项目，推荐到上级项目库"), GivenTo.Staff),
    ];
}
