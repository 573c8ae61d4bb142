using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Projects;

internal static class ProjectsProblems
{
    public static readonly ProblemNote[] All =
    [
        .. Voice.Project.Notes,
    ];
}
