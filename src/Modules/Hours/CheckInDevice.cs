using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.People;

namespace Weiguang.Hours;

/// <summary>
/// The same phone is the same fingerprint, whoever is signed in on it: thirty people checked in by one phone are worth a look.
/// It is a number drawn by lot in a cookie, keyed once more on the server; nothing about the phone itself is read.
/// </summary>
public sealed class CheckInDevice(Vault vault, Visitor visitor)
{
    private const string Cookie = "wg-device";

    /// <summary>Gives this browser its number when it has none. Only while the answer has not begun.</summary>
    public static void Meet(HttpContext http)
    {
        if (NumberOf(http) is null && !http.Response.HasStarted)
        {
            var number = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
            http.Items[typeof(CheckInDevice)] = number; // What this very request shows is this phone's already.
            http.Response.Cookies.Append(Cookie, number, new()
            {
                HttpOnly = true,
                Secure = http.Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
                MaxAge = TimeSpan.FromDays(400),
            });
        }
    }

    /// <summary>43 characters; programs without a browser's cookie are known by their session.</summary>
    public string Of(HttpContext http) =>
        vault.Index(Personal.Key, NumberOf(http) is { } number ? $"device:{number}" : $"session:{visitor.SessionId}");

    /// <summary>The network somebody comes from, keyed in the same way: many strangers from one where others come from many are worth a look.</summary>
    public string NetworkOf(HttpContext http) => vault.Index(Personal.Key, $"network:{Network.Of(http)}");

    private static string? NumberOf(HttpContext http) => http.Request.Cookies[Cookie] is { } kept && IsNumber(kept) ? kept : http.Items[typeof(CheckInDevice)] as string;

    private static bool IsNumber(string? text) => text is { Length: 22 } && Base64Url.IsValid(text);
}
