using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours;

internal static class HoursProblems
{
    public static readonly ProblemNote[] All =
    [
        .. Voice.Hours.Notes,
    ];
}
