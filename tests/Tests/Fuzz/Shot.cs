using System.Text;
using Weiguang.Tests.Walk;

namespace Weiguang.Tests.Fuzz;

/// <summary>One odd request, whole, so that it can be said in a line and sent again.</summary>
internal sealed record Shot(string Method, string Path, Row Row, Place Place)
{
    public byte[]? Body { get; init; }

    public string? ContentType { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Of the form that is sent: its own cookie, so that antiforgery is content.</summary>
    public string? FormCookie { get; init; }

    public bool IsApi => Path.StartsWith("/api/", StringComparison.Ordinal);

    public HttpRequestMessage Build(Stage stage)
    {
        using var signed = stage.Request("GET", IsApi ? "/api/" : "/", Row.PersonAt(Place), Place.Role ?? default);
        var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(stage.Client.BaseAddress!.GetLeftPart(UriPartial.Authority) + Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        request.Headers.Authorization = signed.Headers.Authorization;
        request.Headers.AcceptLanguage.ParseAdd("zh-CN");
        var cookies = signed.Headers.TryGetValues("Cookie", out var own) ? own.Single() + "; " + FormCookie : FormCookie;
        if (cookies is { Length: > 0 })
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookies);
        }

        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        foreach (var (name, value) in Headers)
        {
            request.Headers.Remove(name.StartsWith("Content-", StringComparison.Ordinal) ? "X" : name);
            _ = request.Headers.TryAddWithoutValidation(name, value) || (request.Content?.Headers.TryAddWithoutValidation(name, value) ?? false);
        }

        return request;
    }

    /// <summary>As a line to repeat it by hand; long texts are cut, FUZZ_ONLY sends it as it was.</summary>
    public string Curl => $"curl --path-as-is -X {Method} '{Short(Path)}'{string.Concat(Headers.Select(h => $" -H '{h.Name}: {Short(h.Value)}'"))}"
        + (Body is null ? "" : $" -H 'Content-Type: {ContentType}' --data-binary '{Short(Encoding.UTF8.GetString(Body))}'") + $" # as {Place.Name}";

    private static string Short(string text) => (text.Length <= 400 ? text : $"{text[..400]}…({text.Length})").Replace("\0", "\\0", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
