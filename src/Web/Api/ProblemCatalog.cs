using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Web.Api;

/// <summary>The stable names behind <c>type: /problems/…</c>: those any answer may have, and those the modules name (<see cref="ProblemNotes.KnowProblems"/>).</summary>
public sealed class ProblemCatalog(IEnumerable<ProblemNote> modules)
{
    private static readonly ProblemNote[] Shared =
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
        new(409, "conflict", Phrase.Of("和现状有冲突"), Phrase.Of("别人可能先了一步。请重新读取以后再决定。")),
        new(413, "too-large", Phrase.Of("请求内容太大"), Phrase.Of("JSON 不超过 1 MB，图片每张不超过 8 MB。")),
        new(415, "unsupported-media-type", Phrase.Of("不支持这种内容类型"), Phrase.Of("请用 Content-Type: application/json。")),
        new(422, "idempotency-key-reused", Phrase.Of("这个幂等键已用于另一个请求"), Phrase.Of("一个幂等键只用于一个请求及其重发。新的请求请换新的键。")),
        new(409, "secret-told-once", Phrase.Of("这件事已经办过了；里面的密钥只说一次，不再重复。"), Phrase.Of("令牌和密钥不留底。第一次的回答丢了，就换一个幂等键重新办一个，旧的作废。")),
        new(429, "too-many-requests", Phrase.Of("请求太频繁"), Phrase.Of("请等一会儿再试；响应头 Retry-After 给出秒数。")),
        new(500, "server-error", Phrase.Of("系统出了点问题"), Phrase.Of("不是您的错。请报上 traceId，我们能据此找到原因。")),
        new(503, "unavailable", Phrase.Of("系统暂时忙不过来"), Phrase.Of("数据库没有回应，或者没有地方写了，或者一下子来得太多。响应头 Retry-After 给出过几秒再试；没有答应的事都没有做。")),
    ];

    public IReadOnlyList<ProblemNote> All { get; } = [.. Shared, .. modules];

    /// <summary>What to say when only the status is known.</summary>
    private static readonly string[] General =
    [
        "bad-request", "sign-in-needed", "role-needed", "not-found", "method-not-allowed", "conflict", "too-large", "unsupported-media-type",
        "too-many-requests", "server-error", "unavailable",
    ];

    public ProblemNote? Find(string type) => All.FirstOrDefault(note => note.Type == type);

    internal static ProblemNote ForStatus(int status) => Shared.FirstOrDefault(note => note.Status == status && General.Contains(note.Type))
        ?? Shared.First(note => note.Type == (status >= 500 ? "server-error" : "bad-request"));
}
