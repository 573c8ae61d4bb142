using Weiguang.Kernel.Access;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities;

/// <summary>What roles may be allowed to do about activities.</summary>
internal static class ActivityPermissions
{
    public const string Review = "activities.review";
    public const string ReviewRisky = "activities.review-risky";
    public const string Call = "activities.call";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(Review, Phrase.Of("审要过目的活动"), GivenTo.Staff),
        new(ReviewRisky, Phrase.Of("审高风险的活动，要在县里或更高一级"), GivenTo.Coordinators),
        new(Call, Phrase.Of("看报名的人的完整电话，每次都记下来"), GivenTo.Staff),
    ];
}
