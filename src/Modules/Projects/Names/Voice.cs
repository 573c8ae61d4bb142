using Weiguang.Kernel.Text;

namespace Weiguang.Projects;

internal static class Voice
{
    public static readonly StepVoice Project = new("project", Phrase.Of("这一步不归您办"), Phrase.Of("项目已经往前走了，请再看看。"));
}
