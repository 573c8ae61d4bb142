using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Ui;

/// <summary>A sentence left in a cookie for the next page.</summary>
public static class FlashNote
{
    private const string Cookie = "wg-flash";

    /// <summary>Letters: each Chinese one is nine bytes of a cookie, which may have 4096.</summary>
    private const int Most = 380;

    private const int MostWritten = 200;

    /// <summary>Fields in which people write freely, by the last part of their name.</summary>
    private static readonly string[] Own = ["Reason", "Words", "Answer", "Decision", "Evaluation", "ToImprove", "Plan", "Named"];

    /// <param name="text">Already in the reader's language.</param>
    public static void Leave(HttpContext http, string text, Tone tone = Tone.Good)
    {
        text = ShortWords.Of(text, Most);
        http.Items[typeof(FlashNote)] = (tone, text);
        http.Response.Cookies.Append(Cookie, $"{(int)tone}{text}", new() { Path = "/", HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromMinutes(2) });
    }

    /// <summary>Why nothing came of a form that leads on all the same: it does not count as handed in (<see cref="FormOnce"/>), and what was written in it is told back.</summary>
    /// <param name="why">Already in the reader's language.</param>
    public static void Refuse(HttpContext http, string why, Tone tone, IStringLocalizer phrases)
    {
        http.Items[typeof(FormOnce)] = true;
        Leave(http, Written(http) is { Length: > 0 } written ? why + phrases[Phrase.Of("您刚才写的是：“{0}”"), Cut(written)] : why, tone);
    }

    private static string Cut(string written) => ShortWords.Of(written, MostWritten) is var start && start.Length < written.Length ? $"{start}…" : written;

    /// <summary>A refusal on the page itself, with what was written: the form may not stand there any more.</summary>
    /// <param name="why">Already in the reader's language.</param>
    public static string WithWords(HttpContext http, string why, IStringLocalizer phrases) =>
        Written(http) is { Length: > 0 } written ? why + phrases[Phrase.Of("您刚才写的是：“{0}”"), written] : why;

    /// <summary>What somebody wrote in the form they sent, in their own words; empty when nothing.</summary>
    public static string Written(HttpContext http) => !http.Request.HasFormContentType ? "" : string.Join(' ', http.Request.Form
        .Where(field => Own.Contains(field.Key[(field.Key.LastIndexOf('.') + 1)..])).Select(field => field.Value.ToString().Trim()).Where(words => words.Length > 0));

    /// <summary>Whether this request has come to nothing.</summary>
    internal static bool IsRefused(HttpContext http) => http.Items.ContainsKey(typeof(FormOnce));

    /// <summary>What this request has left.</summary>
    internal static (Tone Tone, string Text)? Left(HttpContext http) => http.Items[typeof(FlashNote)] as (Tone, string)?;

    /// <summary>Whether the page now asked for has a note to show: such a page is nobody else's.</summary>
    public static bool Waits(HttpContext http) => http.Request.Cookies.ContainsKey(Cookie);

    internal static (Tone Tone, string Text)? Take(HttpContext http)
    {
        var value = http.Request.Cookies[Cookie];
        if (string.IsNullOrEmpty(value) || value.Length > 2 * Most || !Enum.IsDefined((Tone)(value[0] - '0')))
        {
            return null;
        }

        http.Response.Cookies.Delete(Cookie);
        return ((Tone)(value[0] - '0'), value[1..]);
    }
}
