using Weiguang.Kernel.Text;
using Weiguang.Messages;

namespace Weiguang.Cases;

/// <summary>What people are told about what was decided here.</summary>
internal static class CaseMessages
{
    public static readonly MessageKind PhotoTakenDown = new("cases.photo-taken-down", MessageClass.Own, Phrase.Of("您放的一张照片撤下来了：{0}"));
    public static readonly MessageKind PhotoReportUpheld = new("cases.photo-report-upheld", MessageClass.Own, Phrase.Of("您说有问题的照片撤下来了：{0}"));
    public static readonly MessageKind PhotoReportRefused = new("cases.photo-report-refused", MessageClass.Own, Phrase.Of("您说有问题的照片看过了，留着：{0}"));
}
