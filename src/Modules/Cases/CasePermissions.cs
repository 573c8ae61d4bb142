using Weiguang.Kernel.Access;
using Weiguang.Kernel.Text;

namespace Weiguang.Cases;

/// <summary>What roles may be allowed to do about cases; each kind asks for its own besides.</summary>
internal static class CasePermissions
{
    public const string See = "cases.see";

    public const string Photos = "cases.photos";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(See, Phrase.Of("看等人来定的事"), GivenTo.Staff),
        new(Photos, Phrase.Of("有人说照片有问题，定撤不撤"), GivenTo.Staff),
    ];
}
