using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Weiguang.Kernel.Security;

/// <summary>What kind of personal value is sealed; bound into the ciphertext, so a value cannot be moved to another column.</summary>
public enum Personal { Phone, IdNumber, Name, Address, Position, BirthDate, Note, Key, Face }

/// <summary>Seals personal data (AES-256-GCM, versioned keys), finds it by equality (HMAC blind index) and opens it again.</summary>
public sealed class Vault(DataKeys keys)
{
    public Sealed Seal(Personal kind, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return Sealed.Nothing;
        }

        var (version, key) = keys.Newest;
        var bytes = Gcm.Encrypt(key, Encoding.UTF8.GetBytes(value), Context(kind));
        return new Sealed($"{version}.{Base64Url.EncodeToString(bytes)}");
    }

    /// <summary>Opens a value for the machine's own use (sending a code, measuring a distance) or for its owner. To show it to another person use <see cref="AccessLog"/>.</summary>
    /// <exception cref="CryptographicException">The value was changed, or belongs to another kind.</exception>
    public string Open(Personal kind, Sealed value)
    {
        if (value.IsEmpty)
        {
            return "";
        }

        var dot = value.Text.IndexOf('.', StringComparison.Ordinal);
        var key = keys.Version(int.Parse(value.Text.AsSpan(0, dot)));
        return Encoding.UTF8.GetString(Gcm.Decrypt(key, Base64Url.DecodeFromChars(value.Text.AsSpan(dot + 1)), Context(kind)));
    }

    /// <summary>A keyed fingerprint for equality search: the same value gives the same 43 characters, and only here.</summary>
    public string Index(Personal kind, string value) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(keys.Index, Encoding.UTF8.GetBytes($"{kind}:{value}")));

    /// <summary>The masked form for lists, such as 138****0000.</summary>
    public string Masked(Personal kind, Sealed value) => Mask.Of(kind, Open(kind, value));

    private static byte[] Context(Personal kind) => Encoding.UTF8.GetBytes(kind.ToString());
}
