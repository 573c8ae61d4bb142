using Weiguang.Kernel.Text;

namespace Weiguang.Regions.Rules;

internal static class RuleVoice
{
    public static readonly StepVoice Rule = new(
        "rule", HasMoved: new(Phrase.Of("刚才有人先改了这条规则，请看看现在是怎么定的再改。"), Phrase.Of("seen 是现在的改动次数，by 和 at 是谁什么时候改的。请重新读取再决定。")));
}
