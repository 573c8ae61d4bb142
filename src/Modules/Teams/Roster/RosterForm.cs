using Weiguang.Kernel.Text;

namespace Weiguang.Teams.Roster;

/// <summary>A step as it is posted.</summary>
internal sealed class RosterForm
{
    public const int LongestReason = 200;

    public RosterStep? Step { get; set; }

    public Guid PersonId { get; set; }

    public string? Reason { get; set; }

    /// <summary>What is wrong with the reason, as a source phrase; null when nothing is.</summary>
    public string? Mistake() => Mistake(Step, Reason);

    public static string? Mistake(RosterStep? step, string? reason) => step switch
    {
        RosterStep.Decline or RosterStep.Remove when string.IsNullOrWhiteSpace(reason) => Phrase.Of("请写明原因，让对方知道为什么。"),
        null or RosterStep.Approve or RosterStep.Decline or RosterStep.Remove or RosterStep.MakeDeputy or RosterStep.EndDeputy or RosterStep.HandOver or RosterStep.TakeBack => ShortWords.IsLonger(reason, LongestReason) ? Phrase.Of("原因请写在 200 字以内。") : null,
    };
}
