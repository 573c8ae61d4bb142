using Weiguang.Kernel.Text;

namespace Weiguang.Regions.Rules;

internal static class RuleVoice
{
    public static readonly StepVoice Rule = new(
        "rule",
        YoursNot: new(Phrase.Of("改规则要由上一级的另一个人同意，自己提的自己不能同意。"), Phrase.Of("请上一级能定规则的人来同意；省里的由省里另一个人同意。提的人可以撤回。")),
        NowNot: new(Phrase.Of("这个改动已经有了结果，请看看现在是怎么定的。"), Phrase.Of("请重新读取这条规则的改动。")),
        HasMoved: new(Phrase.Of("刚才有人先改了这条规则，请看看现在是怎么定的再改。"), Phrase.Of("seen 是现在的改动次数，by 和 at 是谁什么时候改的。请重新读取再决定。")));

    /// <summary>Its refusal besides.</summary>
    public static readonly Kernel.Http.ProblemNote Waits = new(409, "rule-waits", Phrase.Of("这条规则有一个改动还在等上级同意。"), Phrase.Of("一次只等一个：先撤回它，或者等有了结果再提。"));
}
