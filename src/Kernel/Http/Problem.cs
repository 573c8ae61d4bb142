using System.Diagnostics;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Http;

/// <summary>An API error as RFC 9457 asks: a stable type, a title in the caller's language, a trace id, and messages by field.</summary>
public sealed class Problem(int status, string type, string title, params object[] arguments) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => status;

    /// <summary>Messages by field name (camelCase as in the request), source phrases.</summary>
    public Dictionary<string, string[]> Errors { get; init; } = [];

    /// <summary>Facts a program can act on, such as what is allowed instead. A state is called <c>state</c>: <c>status</c> is the HTTP code's.</summary>
    public ProblemFacts Facts { get; init; } = new();

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var phrases = httpContext.RequestServices.GetRequiredService<IStringLocalizer>();
        var body = new Body
        {
            Type = $"/problems/{type}",
            Title = arguments.Length == 0 ? phrases[title] : phrases[title, arguments],
            Status = status,
            TraceId = Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier,
            Errors = Errors.Count == 0 ? null : Errors.ToDictionary(e => e.Key, e => e.Value.Select(m => phrases[m].Value).ToArray()),
            Facts = Facts.Count == 0 ? null : Facts.ToDictionary(),
        };
        httpContext.Response.StatusCode = status;
        return httpContext.Response.WriteAsJsonAsync(body, options: null, contentType: "application/problem+json", httpContext.RequestAborted);
    }

    private sealed class Body
    {
        public required string Type { get; init; }

        public required string Title { get; init; }

        public required int Status { get; init; }

        public required string TraceId { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Dictionary<string, string[]>? Errors { get; init; }

        [JsonExtensionData]
        public Dictionary<string, object?>? Facts { get; init; }
    }
}

/// <summary>The problems every module shares. A module names its own beside its endpoints.</summary>
public static class Problems
{
    /// <summary>Missing, or not yours: the caller cannot tell which.</summary>
    public static Problem NotFound() => new(404, "not-found", Phrase.Of("没有找到"));

    public static Problem Invalid(string field, string message) => Invalid(new Dictionary<string, string[]> { [field] = [message] });

    public static Problem Invalid(Dictionary<string, string[]> errors) => new(400, "invalid", Phrase.Of("有几处需要改一下")) { Errors = errors };

    /// <param name="facts">More than a sentence at the field can say.</param>
    public static Problem Invalid(string field, string message, ProblemFacts facts) =>
        new(400, "invalid", Phrase.Of("有几处需要改一下")) { Errors = new() { [field] = [message] }, Facts = facts };

    public static Problem MalformedJson() => new(400, "malformed-json", Phrase.Of("请求内容不是正确的 JSON"));

    public static Problem Conflict(string type, string title, params object[] arguments) => new(409, type, title, arguments);
}
