using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Security;

namespace Weiguang.Kernel.Http;

/// <summary>
/// The id of a form that is to have its effect once, good only for who was shown it, at the address it was shown at. An id that somebody makes up would put a
/// transaction around a page that was never meant to run in one.
/// </summary>
internal static class OnceToken
{
    public static string Make(HttpContext http)
    {
        var id = Guid.CreateVersion7();
        return $"{id:N}.{Proof(http, id)}";
    }

    /// <summary>Null when there is none, or none of ours for this person and address.</summary>
    public static Guid? Read(HttpContext http, string? text) =>
        text?.Split('.') is [var first, var proof] && Guid.TryParseExact(first, "N", out var id) && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(proof), Encoding.ASCII.GetBytes(Proof(http, id))) ? id : null;

    private static string Proof(HttpContext http, Guid id) => http.RequestServices.GetRequiredService<Vault>()
        .Index(Personal.Key, $"once:{http.RequestServices.GetRequiredService<Viewer>().PersonId:N}:{http.Request.Path.Value?.ToLowerInvariant()}:{id:N}")[..22];
}
