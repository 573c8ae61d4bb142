using Microsoft.AspNetCore.Http;

namespace Weiguang.People.Sessions;

/// <summary>The cookie that carries a session's secret between browser and server.</summary>
internal static class SessionCookie
{
    public const string Name = "wg-session";

    public static void Give(HttpContext context, OpenedSession session) =>
        context.Response.Cookies.Append(Name, session.Token, OptionsFor(context, session.ExpiresAt));

    public static void Take(HttpContext context) => context.Response.Cookies.Delete(Name, OptionsFor(context, null));

    // A staff session ends on the server after twelve idle hours; the cookie outlives it harmlessly.
    private static CookieOptions OptionsFor(HttpContext context, DateTime? expires) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
        Expires = expires is null ? null : expires.Value.AddDays(400),
    };
}
