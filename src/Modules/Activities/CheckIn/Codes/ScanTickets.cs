using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.CheckIn;

/// <summary>That this browser read a code while it was good.</summary>
/// <param name="Nonce">Becomes the proof's: pressing the button twice proves nothing new.</param>
internal sealed record ScanTicket(string Code, Guid Nonce, DateTime ScannedAt);

/// <summary>
/// Keeps a scan for whoever still has to sign in or to allow their position: opening the address changes nothing on the server, but a code that was read
/// in time must not spoil while somebody waits for an SMS. The ticket lives in a sealed cookie of the browser that scanned.
/// </summary>
internal sealed class ScanTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Cookie = "wg-scan";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private readonly IDataProtector _protector = protection.CreateProtector("activities.check-in.scan");

    public ScanTicket Give(HttpContext http, string code)
    {
        var ticket = new ScanTicket(code, Guid.CreateVersion7(), clock.Now());
        http.Response.Cookies.Append(Cookie, _protector.Protect(JsonSerializer.Serialize(ticket)), Options(http));
        return ticket;
    }

    /// <summary>The ticket for this code; null when there is none or it is too old.</summary>
    public ScanTicket? Find(HttpContext http, string code)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } sealedText)
        {
            return null;
        }

        try
        {
            var ticket = JsonSerializer.Deserialize<ScanTicket>(_protector.Unprotect(sealedText));
            return ticket?.Code == code && clock.Now() < ticket.ScannedAt + Life ? ticket : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // Of keys long gone.
        }
    }

    public static void Wipe(HttpContext http) => http.Response.Cookies.Delete(Cookie, Options(http));

    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/check-in",
        IsEssential = true,
        MaxAge = Life,
    };
}
