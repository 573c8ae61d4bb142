using Weiguang.Kernel.Text;

namespace Weiguang.Regions;

/// <summary>What became of a change of a rule.</summary>
public enum RuleChangeState
{
    [Phrase("等上级同意")] Waiting,
    [Phrase("同意了")] Approved,
    [Phrase("没有同意")] Refused,
    [Phrase("自己撤回了")] Withdrawn,
}
