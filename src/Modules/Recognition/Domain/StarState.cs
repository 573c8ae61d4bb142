using Weiguang.Kernel.Text;

namespace Weiguang.Recognition.Domain;

/// <summary>Where a star stands (docs/algorithms/stars.md).</summary>
internal enum StarState
{
    /// <summary>The hours are there; waits for the certifier.</summary>
    [Phrase("等待认定")] Proposed,

    /// <summary>Certified and shown to everybody, who may object.</summary>
    [Phrase("公示中")] Publicity,

    [Phrase("已授予")] Awarded,

    /// <summary>Still held, but a correction took the hours below the threshold: the certifier looks again.</summary>
    [Phrase("复核中")] UnderReview,

    /// <summary>The certifier said no.</summary>
    [Phrase("未认定")] Declined,

    /// <summary>An objection was right.</summary>
    [Phrase("异议成立，未授予")] Overturned,

    /// <summary>The hours fell below the threshold before the award.</summary>
    [Phrase("时长不够，未授予")] Lapsed,

    /// <summary>Taken back after a review.</summary>
    [Phrase("已收回")] Withdrawn,
}

/// <summary>What a certifier may do with a star.</summary>
internal enum StarStep
{
    [Phrase("认定")] Certify,
    [Phrase("不认定")] Decline,
    [Phrase("保留星级")] Keep,
    [Phrase("收回星级")] Withdraw,
}
