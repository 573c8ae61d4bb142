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
        new(401, "sign-in-required", Phrase.Of("请先登录"), Phrase.Of("请求头里没有有效的令牌，或者令牌已被撤销。请重新登录取得令牌。")),
        new(403, "forbidden", Phrase.Of("您的身份不能做这件事"), Phrase.Of("令牌有效，但这件事要别的身份才能做。")),
        new(404, "not-found", Phrase.Of("没有找到"), Phrase.Of("它不存在，或者不归您看。两种情况回答一样，这是有意的。")),
        new(405, "method-not-allowed", Phrase.Of("这个地址不支持这种请求方法"), Phrase.Of("响应头 Allow 列出可用的方法。")),
        new(409, "conflict", Phrase.Of("和现状有冲突"), Phrase.Of("别人可能先了一步。请重新读取以后再决定。")),
        new(413, "too-large", Phrase.Of("请求内容太大"), Phrase.Of("JSON 不超过 1 MB，图片每张不超过 8 MB。")),
        new(415, "unsupported-media-type", Phrase.Of("不支持这种内容类型"), Phrase.Of("请用 Content-Type: application/json。")),
        new(422, "idempotency-key-reused", Phrase.Of("这个幂等键已用于另一个请求"), Phrase.Of("一个幂等键只用于一个请求及其重发。新的请求请换新的键。")),
        new(429, "too-many-requests", Phrase.Of("请求太频繁"), Phrase.Of("请等一会儿再试；响应头 Retry-After 给出秒数。")),
        new(500, "server-error", Phrase.Of("系统出了点问题"), Phrase.Of("不是您的错。请报上 traceId，我们能据此找到原因。")),
        new(503, "unavailable", Phrase.Of("服务正在重启"), Phrase.Of("请过几秒再试。")),
    ];

    public static ProblemNote? Find(string type) => All.FirstOrDefault(note => note.Type == type);

    internal static ProblemNote ForStatus(int status) =>
        All.FirstOrDefault(note => note.Status == status) ?? Find(status >= 500 ? "server-error" : "bad-request")!;
}
