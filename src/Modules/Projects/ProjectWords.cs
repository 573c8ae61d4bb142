using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Projects.Domain;

namespace Weiguang.Projects;

/// <summary>States, levels and steps of a project as source phrases.</summary>
internal static class ProjectWords
{
    /// <summary>The closed loop of a round, project_closed_loop_hlj.</summary>
    public static readonly IReadOnlyList<string> Loop =
        [Phrase.Of("成立项目"), Phrase.Of("招募志愿者"), Phrase.Of("实施"), Phrase.Of("评估效果"), Phrase.Of("优化")];

    /// <summary>Where in <see cref="Loop"/> a project stands, from 1.</summary>
    public static int Phase(this ProjectStatus status) => status switch
    {
        ProjectStatus.Recruiting or ProjectStatus.Paused => 2,
        ProjectStatus.Running => 3,
        ProjectStatus.Ended => 4,
        ProjectStatus.ClosedManual or ProjectStatus.ClosedAuto => 5,
        ProjectStatus.Draft or ProjectStatus.PendingAudit or ProjectStatus.PendingStart or ProjectStatus.Disabled or ProjectStatus.Void => 1,
    };

    public static string Words(this ProjectStatus status) => status switch
    {
        ProjectStatus.Draft => Phrase.Of("筹备中"),
        ProjectStatus.PendingAudit => Phrase.Of("待审核"),
        ProjectStatus.PendingStart => Phrase.Of("待启动"),
        ProjectStatus.Recruiting => Phrase.Of("招募中"),
        ProjectStatus.Running => Phrase.Of("进行中"),
        ProjectStatus.Ended => Phrase.Of("待评估"),
        ProjectStatus.ClosedManual => Phrase.Of("已结项"),
        ProjectStatus.ClosedAuto => Phrase.Of("到期结项"),
        ProjectStatus.Paused => Phrase.Of("暂停中"),
        ProjectStatus.Disabled => Phrase.Of("已停用"),
        ProjectStatus.Void => Phrase.Of("已作废"),
    };

    public static Tone Tone(this ProjectStatus status) => status switch
    {
        ProjectStatus.PendingAudit or ProjectStatus.PendingStart or ProjectStatus.Ended => Kernel.Ui.Tone.Wait,
        ProjectStatus.Recruiting or ProjectStatus.Running => Kernel.Ui.Tone.Go,
        ProjectStatus.ClosedManual => Kernel.Ui.Tone.Good,
        ProjectStatus.Disabled => Kernel.Ui.Tone.Bad,
        ProjectStatus.Draft or ProjectStatus.ClosedAuto or ProjectStatus.Paused or ProjectStatus.Void => Kernel.Ui.Tone.Plain,
    };

    public static string Words(this LibraryLevel level) => level switch
    {
        LibraryLevel.Village => Phrase.Of("村级项目"),
        LibraryLevel.County => Phrase.Of("县级项目"),
        LibraryLevel.City => Phrase.Of("市级项目"),
        LibraryLevel.Province => Phrase.Of("省级项目"),
    };

    public static string Words(this RecommendationState state) => state switch
    {
        RecommendationState.Asked => Phrase.Of("等上级答复"),
        RecommendationState.Accepted => Phrase.Of("已入库"),
        RecommendationState.Declined => Phrase.Of("没有入库"),
    };

    /// <summary>A step of the story.</summary>
    public static string Words(this ProjectAction action) => action switch
    {
        ProjectAction.Found => Phrase.Of("写下项目"),
        ProjectAction.Submit => Phrase.Of("送去审核"),
        ProjectAction.Approve => Phrase.Of("审核通过"),
        ProjectAction.Decline => Phrase.Of("退回修改"),
        ProjectAction.Recruit => Phrase.Of("开始招募"),
        ProjectAction.Start => Phrase.Of("招募结束，开始实施"),
        ProjectAction.End => Phrase.Of("实施结束"),
        ProjectAction.Close => Phrase.Of("做了评估，结项"),
        ProjectAction.Lapse => Phrase.Of("到期没有评估，自动结项"),
        ProjectAction.Pause => Phrase.Of("暂停招募"),
        ProjectAction.Resume => Phrase.Of("恢复招募"),
        ProjectAction.Disable => Phrase.Of("停用"),
        ProjectAction.Discard => Phrase.Of("作废"),
        ProjectAction.Rewrite => Phrase.Of("改了内容"),
        ProjectAction.Recommend => Phrase.Of("推荐到上一级项目库"),
        ProjectAction.Answer => Phrase.Of("答复了推荐"),
        ProjectAction.Complete => Phrase.Of("补上了评估"),
        ProjectAction.Renew => Phrase.Of("开始筹备下一轮"),
    };
}
