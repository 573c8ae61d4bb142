using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Weiguang.Tests.Fuzz;

/// <summary>What no answer may be, whatever was asked.</summary>
internal static partial class Judge
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static async Task<string?> FaultOfAsync(Shot shot, HttpResponseMessage answer, CancellationToken ct)
    {
        var status = (int)answer.StatusCode;
        if (status >= 500) // Also 503: the database is there all the time.
        {
            return $"{status}";
        }

        var type = answer.Content.Headers.ContentType?.MediaType;
        if (type == "text/event-stream")
        {
            return null;
        }

        var body = await answer.Content.ReadAsByteArrayAsync(ct);
        return type?.EndsWith("json", StringComparison.Ordinal) == true && body.Length > 0 ? OfJson(status, type, body)
            : IsOwed(shot, answer, status) && body.Length == 0 ? $"{status} without a problem"
            : type is "text/html" or "text/plain" && Trace().Match(Encoding.UTF8.GetString(body)) is { Success: true } trace ? $"{status} tells of the inside: {trace.Value}"
            : null;
    }

    // What the server refuses before it reads an address (a line too long, a header that is none) has no content.
    private static bool IsOwed(Shot shot, HttpResponseMessage answer, int status) =>
        status >= 400 && shot.IsApi && !shot.Path.Contains("..", StringComparison.Ordinal) && !shot.Path.Contains("%2e", StringComparison.OrdinalIgnoreCase) && !string.Equals(shot.Method, "HEAD", StringComparison.OrdinalIgnoreCase) && answer.Headers.ConnectionClose != true;

    private static string? OfJson(int status, string type, byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, Strict);
            if (type != "application/problem+json")
            {
                return null;
            }

            var root = json.RootElement;
            return !root.TryGetProperty("status", out var said) || said.ValueKind != JsonValueKind.Number || said.GetInt32() != status ? $"{status}: a problem whose status is {said}"
                : !root.TryGetProperty("type", out _) || !root.TryGetProperty("title", out _) ? $"{status}: a problem without type or title"
                : Trace().Match(root.GetRawText()) is { Success: true } trace ? $"{status} tells of the inside: {trace.Value}" : null;
        }
        catch (JsonException e)
        {
            return $"{status}: JSON that is none: {e.Message}";
        }
    }

    [GeneratedRegex(@"   at [A-Z]\w+\.\w+|(?<=\w)Exception\b(?!s)|SQLite Error|Npgsql\.|\.cs:line ")]
    private static partial Regex Trace();
}
