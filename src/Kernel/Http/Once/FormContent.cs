using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Security;

namespace Weiguang.Kernel.Http;

/// <summary>All that was filled in on a form, as one fingerprint.</summary>
internal static class FormContent
{
    private const string TokenField = "__RequestVerificationToken";

    /// <param name="without">Fields that say which copy of the form this is, not what stands in it.</param>
    public static async Task<string> FingerprintAsync(HttpContext context, params string[] without)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"{context.Request.Path}{context.Request.QueryString}");
        foreach (var (name, values) in context.Request.Form.Where(f => f.Key != TokenField && !without.Contains(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            Add(name);
            Add(string.Join('\u001f', values.AsEnumerable()));
        }

        foreach (var file in context.Request.Form.Files)
        {
            await using var bytes = file.OpenReadStream();
            hash.AppendData(await SHA256.HashDataAsync(bytes, context.RequestAborted));
        }

        // Keyed, for a short form could be guessed from a bare fingerprint.
        return context.RequestServices.GetRequiredService<Vault>().Index(Personal.Note, Base64Url.EncodeToString(hash.GetHashAndReset()));

        void Add(string text) => hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
