using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Ui;

/// <summary>How one reader wants pages to look. The cookies are what pages are rendered from; an account only carries them to the next device.</summary>
/// <param name="Theme">"light", "dark", or null for what the device says.</param>
/// <param name="Language">One of <see cref="Phrases.Languages"/>, or null for what the browser says.</param>
public sealed record Preferences(bool Elder = false, string? Theme = null, string? Language = null)
{
    public const string Cookie = "wg-prefs";

    public static Preferences Of(HttpContext http)
    {
        var language = CookieRequestCultureProvider.ParseCookieValue(http.Request.Cookies[CookieRequestCultureProvider.DefaultCookieName] ?? "");
        return Parse(http.Request.Cookies[Cookie]) with { Language = Phrases.Languages.FirstOrDefault(l => l == language?.UICultures.FirstOrDefault().Value) };
    }

    /// <summary>The form of the cookie: words with dots between, "elder.dark".</summary>
    public static Preferences Parse(string? text)
    {
        var words = (text ?? "").Split('.');
        return new(words.Contains("elder"), words.FirstOrDefault(w => w is "light" or "dark"));
    }

    /// <summary>Sets the cookies; sign-in calls it with what the account remembers.</summary>
    public void Write(HttpContext http)
    {
        var options = new CookieOptions
        {
            Path = "/",
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        };
        http.Response.Cookies.Append(Cookie, ToString(), options);
        if (Language is not null)
        {
            var culture = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.GetCultureInfo(Language)));
            http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, culture, options);
        }
    }

    public override string ToString() => string.Join('.', new[] { Elder ? "elder" : null, Theme }.Where(w => w is not null));
}

/// <summary>Keeps a signed-in person's preferences in the account.</summary>
public interface IPreferenceBook
{
    Task SaveAsync(Guid personId, Preferences preferences, CancellationToken ct);
}
