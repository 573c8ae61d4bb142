using Weiguang.Kernel.Text;
using Weiguang.Messages;

namespace Weiguang.Projects;

/// <summary>Everything that people are told about projects.</summary>
internal static class ProjectMessages
{
    public static readonly MessageKind ReviewAsked = new("projects.review-asked", MessageClass.Work, Phrase.Of("项目“{0}”等您审核。"));
    public static readonly MessageKind RecommendationAsked = new("projects.recommendation-asked", MessageClass.Work, Phrase.Of("项目“{0}”推荐进您的项目库，请看一看。"));
    public static readonly MessageKind Recommended = new("projects.recommended", MessageClass.Own, Phrase.Of("项目“{0}”进了上一级项目库。意见：{1}"));
    public static readonly MessageKind NotRecommended = new("projects.not-recommended", MessageClass.Own, Phrase.Of("项目“{0}”这次没有进上一级项目库。意见：{1}"));
    public static readonly MessageKind Adopted = new("projects.adopted", MessageClass.News, Phrase.Of("项目“{0}”被{1}引进了。"));
    public static readonly MessageKind Approved = new("projects.approved", MessageClass.Own, Phrase.Of("项目“{0}”审核通过了。"));
    public static readonly MessageKind SentBack = new("projects.sent-back", MessageClass.Own, Phrase.Of("项目“{0}”退回来了，请改一改。意见：{1}"));
    public static readonly MessageKind Recruits = new("projects.recruits", MessageClass.Own, Phrase.Of("项目“{0}”开始招募了。"));
    public static readonly MessageKind Started = new("projects.started", MessageClass.Own, Phrase.Of("项目“{0}”招募结束，开始实施。"));
    public static readonly MessageKind Ended = new("projects.ended", MessageClass.Own, Phrase.Of("项目“{0}”实施结束，请写评估。"));
    public static readonly MessageKind Closed = new("projects.closed", MessageClass.Own, Phrase.Of("项目“{0}”做了评估，结项了。"));
    public static readonly MessageKind ClosedUnevaluated = new("projects.closed-unevaluated", MessageClass.Own, Phrase.Of("项目“{0}”到期没有评估，系统结项了。评估还可以补写。"));
    public static readonly MessageKind Paused = new("projects.paused", MessageClass.Own, Phrase.Of("项目“{0}”暂停招募。{1}"));
    public static readonly MessageKind Resumed = new("projects.resumed", MessageClass.Own, Phrase.Of("项目“{0}”恢复招募。"));
    public static readonly MessageKind Disabled = new("projects.disabled", MessageClass.Own, Phrase.Of("项目“{0}”被停用。原因：{1}"));
}
