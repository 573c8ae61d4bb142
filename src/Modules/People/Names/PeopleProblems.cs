using Weiguang.Kernel.Http;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;

namespace Weiguang.People;

internal static class PeopleProblems
{
    public static readonly ProblemNote[] All =
    [
        new(409, "permissions-exclude", Phrase.Of("一个人不能同时做这两件事"), Phrase.Of("permissions 给出哪两项不能放在一起；请换一个人，或先去掉一项。")),
        .. Roles.PermissionVoice.Change.Notes,
        .. AlbumVoice.Photo.Notes,
        new(409, "photo-own", AlbumVoice.Own.Title, Phrase.Of("请另一个能审的人来看。")),
        new(409, "card-taken-off", Phrase.Of("有手机从证上去掉了：这台要出示志愿者证，请先退出，再登录一次"), Phrase.Of("这个会话开始以后，有手机从证上去掉了；重新登录，用新的会话再登记公钥。")),
        new(409, "registration-needed", Phrase.Of("这个手机号还没有登记，请填姓名和所在的村或社区"), Phrase.Of("带上 ticket 调用 POST /api/v1/auth/register。")),
        new(429, "too-many-codes", Phrase.Of("验证码要得太频繁"), Phrase.Of("retryAfter 给出还要等几秒。")),
        new(503, "sms-failed", Phrase.Of("短信没有发出去"), Phrase.Of("短信网关没有收下，请过一会儿再试。")),
    ];
}
