using Weiguang.Kernel.Access;
using Weiguang.Kernel.Text;

namespace Weiguang.Teams;

/// <summary>What roles may be allowed to do about teams.</summary>
internal static class TeamPermissions
{
    public const string LookUp = "teams.look-up";
    public const string Found = "teams.found";
    public const string Appoint = "teams.appoint";
    public const string Pause = "teams.pause";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(LookUp, Phrase.Of("看本地有哪些志愿服务队"), GivenTo.Staff),
        new(Found, Phrase.Of("建一支志愿服务队"), GivenTo.Staff),
        new(Appoint, Phrase.Of("定谁当副队长"), GivenTo.Staff),
        new(Pause, Phrase.Of("让一支志愿服务队暂停，再恢复"), GivenTo.Staff),
    ];
}
