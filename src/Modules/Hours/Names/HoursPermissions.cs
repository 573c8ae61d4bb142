using Weiguang.Kernel.Access;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours;

/// <summary>What roles may be allowed to do about hours.</summary>
internal static class HoursPermissions
{
    public const string Decide = "hours.decide";
    public const string JudgeAnomalies = "hours.judge-anomalies";
    public const string SetRules = "hours.set-rules";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Decide, Phrase.Of("审补录、更正和对时长的异议"), GivenTo.Staff),
        new(JudgeAnomalies, Phrase.Of("核查可疑的时长"), GivenTo.Staff),
        new(SetRules, Phrase.Of("定本地怎么算时长、怎么查异常"), GivenTo.Coordinators),
    ];
}
