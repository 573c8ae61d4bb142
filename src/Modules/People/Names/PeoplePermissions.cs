using Weiguang.Kernel.Access;
using Weiguang.Kernel.Text;

namespace Weiguang.People;

/// <summary>What roles may be allowed to do about people.</summary>
internal static class PeoplePermissions
{
    public const string LookUp = "people.look-up";
    public const string RevealPhones = "people.reveal-phones";
    public const string TakeWhole = "people.take-whole";
    public const string GrantRoles = "people.grant-roles";
    public const string ReadAccessLog = "people.read-access-log";
    public const string ReadBroadcasts = "people.read-broadcasts";
    public const string SetPermissions = "people.set-permissions";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(LookUp, Phrase.Of("查本地的人，看他们有什么身份"), GivenTo.Staff),
        new(RevealPhones, Phrase.Of("查人的时候看完整的手机号，每次都记下来"), GivenTo.Staff),
        new(TakeWhole, Phrase.Of("把名单带走，手机号和姓名不打码，要写原因"), GivenTo.Coordinators),
        new(GrantRoles, Phrase.Of("给别人身份，收回身份"), GivenTo.Staff) { StaysWith = "admin" },
        new(ReadAccessLog, Phrase.Of("查谁看过谁的资料"), GivenTo.Admins)
        {
            NeverWith = [GrantRoles, SetPermissions],
            NeverBecause = Phrase.Of("查谁看过资料的人，又给身份、定身份能做什么，那样是自己管自己"),
        },
        new(ReadBroadcasts, Phrase.Of("查本地谁给一整份名单发过什么消息"), GivenTo.Staff),
        new(SetPermissions, Phrase.Of("定每种身份能做什么"), GivenTo.Admins) { StaysWith = "admin" },
    ];
}
