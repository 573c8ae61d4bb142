using Microsoft.AspNetCore.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Ui;

/// <summary>A sentence left in a cookie for the next page.</summary>
public static class FlashNote
{
    private const string Cookie = "wg-flash";

    /// <summary>Letters: each Chinese one is nine bytes of a cookie, which may have 4096.</summary>
    private const int Most = 380;

    /// <param name="text">Already in the reader's language.</param>
    public static void Leave(HttpContext http, string text, Tone tone = Tone.Good)
    {
        text = ShortWords.Of(text, Most);
        http.Items[typeof(FlashNote)] = (tone, text);
        http.Response.Cookies.Append(Cookie, $"{(int)tone}{text}", new() { Path = "/", HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromMinutes(2) });
    }

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
