using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Time;

namespace Weiguang.People.SignIn;

/// <summary>How far somebody has come on the way in.</summary>
/// <param name="Proved">They entered the right code: the phone is theirs.</param>
/// <param name="Return">The local address to go to afterwards.</param>
internal sealed record Trail(string Phone, bool Proved, string Return, DateTime ExpiresAt);

/// <summary>Carries the trail from page to page in an encrypted cookie: a phone must not stand in an address.</summary>
internal sealed class Trails(IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Cookie = "wg-trail";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(20);
    private readonly IDataProtector _protector = protection.CreateProtector("people.sign-in.trail");

    public void Lay(HttpContext http, string phone, bool proved, string? back) =>
        http.Response.Cookies.Append(Cookie, Ticket(phone, proved, back), Options(http));

    /// <summary>The trail as text, for programs that keep it themselves.</summary>
    public string Ticket(string phone, bool proved, string? back) =>
        _protector.Protect(JsonSerializer.Serialize(new Trail(phone, proved, Origins.LocalOrHome(back), clock.Now() + Life)));

    public Trail? Find(HttpContext http) => Read(http.Request.Cookies[Cookie]);

    public Trail? Read(string? ticket)
    {
        if (string.IsNullOrEmpty(ticket))
        {
            return null;
        }

        try
        {
            var trail = JsonSerializer.Deserialize<Trail>(_protector.Unprotect(ticket));
            return trail?.ExpiresAt > clock.Now() ? trail : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // Not ours, or of keys long gone: begin anew.
        }
    }

    public void Wipe(HttpContext http) => http.Response.Cookies.Delete(Cookie, Options(http));

    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/sign-in",
        IsEssential = true,
    };
}
