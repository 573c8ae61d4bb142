using Weiguang.Kernel.Text;

namespace Weiguang.Projects;

internal static class Voice
{
    public static readonly StepVoice Project = new(
        "project",
        YoursNot: new(Phrase.Of("这一步不归您办"), Phrase.Of("项目由队长或所在地的工作人员办理，由没有送审它的人审核。")),
        NowNot: new(Phrase.Of("项目已经往前走了，请再看看。"), Phrase.Of("请重新读取项目；allowed 列出您现在能做的事。")),
        HasMoved: new(Phrase.Of("项目已经往前走了，请再看看。"), Phrase.Of("version 或 If-Match 说的是旧的样子；meanwhile 是此后谁做了什么，请重新读取再决定。")));
}
