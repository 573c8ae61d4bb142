using Weiguang.Kernel.Text;
using Weiguang.Messages;

namespace Weiguang.Recognition;

/// <summary>Everything that people are told about stars.</summary>
internal static class StarMessages
{
    public static readonly MessageKind Proposed = new("recognition.star-proposed", MessageClass.Own, Phrase.Of("您的服务时长够评 {0} 星级了，等待认定。"));
    public static readonly MessageKind Shown = new("recognition.star-shown", MessageClass.Own, Phrase.Of("您的 {0} 星级已经认定，公示到 {1}，没有异议就正式授予。"));
    public static readonly MessageKind Kept = new("recognition.star-kept", MessageClass.Own, Phrase.Of("您的 {0} 星级复核过了，保留。"));
    public static readonly MessageKind Awarded = new("recognition.star-awarded", MessageClass.Own, Phrase.Of("恭喜！您现在是 {0} 星级志愿者。"));
    public static readonly MessageKind UnderReview = new("recognition.star-under-review", MessageClass.Own, Phrase.Of("您的时长有更正，低于 {0} 星级的要求，要复核一次；结果出来以前星级保留。"));
    public static readonly MessageKind Declined = new("recognition.star-declined", MessageClass.Own, Phrase.Of("您的 {0} 星级这次没有认定：{1}"));
    public static readonly MessageKind Overturned = new("recognition.star-overturned", MessageClass.Own, Phrase.Of("对您 {0} 星级的异议成立，这次不授予：{1}"));
    public static readonly MessageKind Lapsed = new("recognition.star-lapsed", MessageClass.Own, Phrase.Of("您的时长有更正，不够 {0} 星级了；等够了再评。"));
    public static readonly MessageKind Withdrawn = new("recognition.star-withdrawn", MessageClass.Own, Phrase.Of("您的 {0} 星级复核后收回了：{1}"));
    public static readonly MessageKind ObjectionRaised = new("recognition.star-objection-raised", MessageClass.Own, Phrase.Of("有人对您的 {0} 星级提出异议，核实清楚以前先不授予。"));
    public static readonly MessageKind ObjectionUpheld = new("recognition.star-objection-upheld", MessageClass.Own, Phrase.Of("您对 {0} 星级提的异议成立，谢谢您：{1}"));
    public static readonly MessageKind ObjectionRefused = new("recognition.star-objection-refused", MessageClass.Own, Phrase.Of("您对 {0} 星级提的异议查过了，不成立：{1}"));
    public static readonly MessageKind ObjectionUnfounded = new("recognition.star-objection-unfounded", MessageClass.Own, Phrase.Of("对您 {0} 星级的异议查过了，不成立。"));
}
