using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Http;

/// <summary>
/// What somebody sent in a form that could not be taken, for the page that says so: pressing once more sends it again. Only what came from a page of ours, as
/// the browser says (a foreign page cannot say it): others' words are not put under anybody's finger.
/// </summary>
public sealed partial record KeptForm(string Address, string Page, IReadOnlyList<KeyValuePair<string, string>> Fields, bool HadFiles)
{
    private const int MostShown = 30;
    private const int MostLetters = 200;
    private static readonly object Key = new();

    /// <summary>What somebody recognises of it who is asked to send it again: what they typed, without ids and the words of our lists.</summary>
    public IReadOnlyList<string> Words => [.. Fields
        .Where(f => !f.Key.StartsWith('_') && !Secret().IsMatch(f.Key) && !string.IsNullOrWhiteSpace(f.Value) && !f.Value.All(char.IsAsciiLetter) && !Guid.TryParse(f.Value, out _))
        .Select(f => ShortWords.Of(f.Value, MostLetters)).Distinct().Take(MostShown)];

    public static KeptForm? Of(HttpContext http) => http.Items[Key] as KeptForm;

    /// <summary>For who refuses a request before its form was read: reads and keeps it. False when there is none of ours.</summary>
    public static async Task<bool> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType || !Origins.IsFromOurPage(http.Request) || !await TextDoor.CleanFormAsync(http))
        {
            return false;
        }

        return Of(http) is not null;
    }

    internal static void Keep(HttpContext http, IFormCollection form)
    {
        if (HttpMethods.IsPost(http.Request.Method) && Origins.IsFromOurPage(http.Request))
        {
            var fields = from field in form
                         where field.Key != "__RequestVerificationToken" && !field.Key.Contains("Password", StringComparison.OrdinalIgnoreCase)
                         from value in field.Value
                         select KeyValuePair.Create(field.Key, value);
            http.Items[Key] = new KeptForm(http.Request.Path + http.Request.QueryString, PageOf(http.Request), [.. fields], form.Files.Count > 0);
        }
    }

    // Sent again with the rest, but not for whoever looks over one's shoulder.
    [GeneratedRegex(@"(^|\.)(Code|\w*Number)$")]
    private static partial Regex Secret();

    // The page the form stands on: what it was sent from, as the browser says, or else where it was sent to.
    private static string PageOf(HttpRequest request)
    {
        var from = Origins.Within(request, request.Headers.Referer.ToString());
        return from.StartsWith('/') && !from.StartsWith("//", StringComparison.Ordinal) ? from : request.Path + request.QueryString;
    }
}
