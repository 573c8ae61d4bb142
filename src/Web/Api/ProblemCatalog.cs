using Weiguang.Kernel.Text;

namespace Weiguang.Web.Api;

/// <summary>What a problem type means and what to do about it; the page /problems/{type} shows it.</summary>
/// <param name="Title">Source phrase.</param>
/// <param name="Advice">Source phrase.</param>
public sealed record ProblemNote(int Status, string Type, string Title, string Advice);

/// <summary>The stable names behind <c>type: /problems/…</c>. A name, once published, keeps its meaning.</summary>
public static class ProblemCatalog
{
    public static IReadOnlyList<ProblemNote> All { get; } =
    [
        new(400, "bad-request", Phrase.Of("请求有误"), Phrase.Of("服务器看不懂这个请求，请对照接口文档检查。")),
        new(400, "malformed-json", Phrase.Of("请求内容不是正确的 JSON"), Phrase.Of("line 和 position 指出读不下去的位置，errors 指出是哪一项。")),
        new(400, "invalid", Phrase.Of("有几处需要改一下"), Phrase.Of("errors 按字段列出原因，改好后再发一次。")),
        new(400, "unknown-host", Phrase.Of("这个名字下没有这个网站"), Phrase.Of("请求头 Host 要写网站自己的名字；title 里有正确的地址。")),
        new(401, "sign-in-needed", Phrase.Of("请先登录"), Phrase.Of("请求头里没有有效的令牌，或者令牌已被撤销。请重新登录取得令牌。")),
        new(403, "role-needed", Phrase.Of("您现在的身份不能做这件事"), Phrase.Of("令牌有效，但这件事要别的身份才能做。")),
        new(403, "foreign-page", Phrase.Of("这个请求不是从本站的页面发出的"), Phrase.Of("网页的登录只认本站页面发来的请求（看请求头 Sec-Fetch-Site 和 Origin）。程序请用令牌：Authorization: Bearer。")),
        new(404, "not-found", Phrase.Of("没有找到"), Phrase.Of("它不存在，或者不归您看。两种情况回答一样，这是有意的。")),
        new(405, "method-not-allowed", Phrase.Of("这个地址不支持这种请求方法"), Phrase.Of("响应头 Allow 列出可用的方法。")),
        new(403, "order-not-yours", Phrase.Of("这一步不归您办"), Phrase.Of("allowed 列出您现在能对这张单做的事。")),
        new(403, "project-not-yours", Phrase.Of("这一步不归您办"), Phrase.Of("项目由队长或所在地的工作人员办理，由没有送审它的人审核。")),
        new(409, "project-not-now", Phrase.Of("项目已经往前走了，请再看看。"), Phrase.Of("请重新读取项目；allowed 列出您现在能做的事。")),
        new(409, "conflict", Phrase.Of("和现状有冲突"), Phrase.Of("别人可能先了一步。请重新读取以后再决定。")),
        new(413, "too-large", Phrase.Of("请求内容太大"), Phrase.Of("JSON 不超过 1 MB，图片每张不超过 8 MB。")),
        new(415, "unsupported-media-type", Phrase.Of("不支持这种内容类型"), Phrase.Of("请用 Content-Type: application/json。")),
        new(422, "idempotency-key-reused", Phrase.Of("这个幂等键已用于另一个请求"), Phrase.Of("一个幂等键只用于一个请求及其重发。新的请求请换新的键。")),
        new(409, "secret-told-once", Phrase.Of("这件事已经办过了；里面的密钥只说一次，不再重复。"), Phrase.Of("令牌和密钥不留底。第一次的回答丢了，就换一个幂等键重新办一个，旧的作废。")),
        new(429, "too-many-requests", Phrase.Of("请求太频繁"), Phrase.Of("请等一会儿再试；响应头 Retry-After 给出秒数。")),
        new(409, "order-not-now", Phrase.Of("现在不能这样做"), Phrase.Of("state 是这张单现在的状态，allowed 列出此刻可以做的事，meanwhile 是刚才谁做了什么。")),
        new(409, "order-moved", Phrase.Of("您打开以后这一单变了，请看看现在到哪一步了"), Phrase.Of("version 或 If-Match 说的是旧的样子；meanwhile 是此后谁做了什么，请重新读取再决定。")),
        new(409, "order-taken", Phrase.Of("这张单已被别人接下"), Phrase.Of("很多人同时接单，只有一人接到。看看别的单吧。")),
        new(409, "order-not-offered", Phrase.Of("这张单没有派给您"), Phrase.Of("只有被问到的志愿者才能接。")),
        new(409, "order-clash", Phrase.Of("和您已经答应的服务时间冲突"), Phrase.Of("换一个时间段再接，或者先退掉另一张单。")),
        new(409, "order-not-eligible", Phrase.Of("暂时不能接这张单"), Phrase.Of("unmet 里写明还差什么；补上以后再接。")),
        new(409, "order-not-fitting", Phrase.Of("有的人不能去这张单"), Phrase.Of("misfits 里写明谁、为什么去不了；换人再派。")),
        new(409, "order-not-open", Phrase.Of("这张单现在不能接"), Phrase.Of("它可能已撤回、已取消或过了时限。")),
        new(409, "activity-not-now", Phrase.Of("活动现在的状态不能这样做"), Phrase.Of("state 是活动现在的状态，allowed 列出此刻可以做的事。")),
        new(409, "activity-needs-review", Phrase.Of("这个活动有风险，要先提交审核"), Phrase.Of("风险较高的活动由站点或县里审核，请改用 submit。")),
        new(403, "activity-not-your-review", Phrase.Of("这个活动不归您审核"), Phrase.Of("自己负责或自己提交的活动要由别人审核；高风险活动由县级以上协调员审核。")),
        new(409, "activity-changed", Phrase.Of("您打开以后别人改过这个活动，请重新看看"), Phrase.Of("version 已经变了：meanwhile 说明别人做了什么，state 是现在的状态。请重新读取以后再决定。")),
        new(409, "signup-full", Phrase.Of("名额满了"), Phrase.Of("候补也满了或者不设候补。answer 和 message 说明原因，看看别的班次吧。")),
        new(409, "signup-not-open", Phrase.Of("还没开始报名"), Phrase.Of("opensAt 是开放报名的时间。")),
        new(409, "signup-closed", Phrase.Of("不再接受报名"), Phrase.Of("报名截止了、这一班开始了，或者活动暂停、取消了。")),
        new(409, "signup-clash", Phrase.Of("时间冲突"), Phrase.Of("other 是已经报上的那一班，退掉它才能报这一班。")),
        new(409, "signup-excluded", Phrase.Of("和另一个项目不能同时参加"), Phrase.Of("other 是已经参加的那个活动。")),
        new(409, "signup-not-now", Phrase.Of("现在不能这样做"), Phrase.Of("state 是这次报名现在的状态。")),
        new(409, "signup-too-late", Phrase.Of("留的时间过了"), Phrase.Of("名额已让给下一位，可以再报一次。")),
        new(409, "signup-needs-agreement", Phrase.Of("请先同意志愿服务协议。"), Phrase.Of("先调用 POST …/agreement，再确认。")),
        new(409, "signup-not-eligible", Phrase.Of("条件还不符合"), Phrase.Of("unmet 逐条列出还差什么。")),
        new(409, "check-in-refused", Phrase.Of("现在不能签到或签退"), Phrase.Of("answer 和 message 说明原因；还没到时间的，opensAt 是开始签到的时间。")),
        new(409, "held-settled", Phrase.Of("已经处理过了。"), Phrase.Of("别的组织者刚把这一条记上或放下了；meanwhile 是谁、什么时候。")),
        new(409, "kiosk-closed", Phrase.Of("这台签到机已经停用"), Phrase.Of("组织者停用了它，或者过了期限。它上面的名单要清掉。")),
        new(403, "hours-not-yours", Phrase.Of("这一步要由别人来办"), Phrase.Of("时长的事不能一个人说了算：确认、核定要换一个人，队外的人才能裁定。")),
        new(409, "hours-not-now", Phrase.Of("现在办不了这一步"), Phrase.Of("记录已经走到别的步骤了，请重新读取。")),
        new(409, "team-paused", Phrase.Of("这支队伍暂时不收人。"), Phrase.Of("等队长重新开放，或者换一支队伍。")),
        new(409, "not-a-volunteer", Phrase.Of("先登记成为志愿者，再来加入队伍。"), Phrase.Of("先在页面 /me 上登记。")),
        new(409, "leader-stays", Phrase.Of("队长要先把队伍交给别人，才能退出。"), Phrase.Of("先把队伍交给另一位队员。")),
        new(409, "not-now", Phrase.Of("这一步已经办不了，名单更新了，请再看看。"), Phrase.Of("别人刚刚改过名单，请重新读取。")),
        new(409, "objection-not-taken", Phrase.Of("异议没有收下"), Phrase.Of("公示已经结束，或者您的异议已在核实，或者这是您自己的星级。")),
        new(409, "star-not-now", Phrase.Of("星级的这一步现在不能办"), Phrase.Of("别人可能先了一步，或者要由更高一级认定。请重新读取。")),
        new(404, "certificate-unknown", Phrase.Of("没有这张证明"), Phrase.Of("请核对二十位编号；最后一位是校验位。")),
        new(409, "certificate-not-issued", Phrase.Of("证明没有开成"), Phrase.Of("这段时间里要有一到两百次没有被更正的服务，而且开证明的人是志愿者。")),
        new(409, "certificate-not-printable", Phrase.Of("证明里有印不出的字"), Phrase.Of("missing 列出是哪一项的哪些字。系统管理员把有这些字的字库放进 Certificates:Fonts 指的文件夹，就能开了。")),
        new(409, "certificate-revoked", Phrase.Of("证明早就作废了"), Phrase.Of("作废过的证明不能再作废，也不能恢复。")),
        new(409, "permissions-exclude", Phrase.Of("一个人不能同时做这两件事"), Phrase.Of("permissions 给出哪两项不能放在一起；请换一个人，或先去掉一项。")),
        new(409, "registration-needed", Phrase.Of("这个手机号还没有登记，请填姓名和所在的村或社区"), Phrase.Of("带上 ticket 调用 POST /api/v1/auth/register。")),
        new(429, "too-many-codes", Phrase.Of("验证码要得太频繁"), Phrase.Of("retryAfter 给出还要等几秒。")),
        new(503, "sms-failed", Phrase.Of("短信没有发出去"), Phrase.Of("短信网关没有收下，请过一会儿再试。")),
        new(500, "server-error", Phrase.Of("系统出了点问题"), Phrase.Of("不是您的错。请报上 traceId，我们能据此找到原因。")),
        new(503, "unavailable", Phrase.Of("系统暂时忙不过来"), Phrase.Of("数据库没有回应，或者没有地方写了，或者一下子来得太多。响应头 Retry-After 给出过几秒再试；没有答应的事都没有做。")),
    ];

    /// <summary>What to say when only the status is known.</summary>
    private static readonly string[] General =
    [
        "bad-request", "sign-in-needed", "role-needed", "not-found", "method-not-allowed", "conflict", "too-large", "unsupported-media-type",
        "too-many-requests", "server-error", "unavailable",
    ];

    public static ProblemNote? Find(string type) => All.FirstOrDefault(note => note.Type == type);

    internal static ProblemNote ForStatus(int status) =>
        All.FirstOrDefault(note => note.Status == status && General.Contains(note.Type)) ?? Find(status >= 500 ? "server-error" : "bad-request")!;
}
