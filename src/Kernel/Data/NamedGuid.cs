using System.Security.Cryptography;

namespace Weiguang.Kernel;

/// <summary>Ids that follow from what they name: the first 16 bytes of a SHA-256, marked as UUID version 8 (RFC 9562, section 5.8).</summary>
public static class NamedGuid
{
    public static Guid Of(ReadOnlySpan<byte> named)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(named, hash);
        (hash[6], hash[8]) = ((byte)((hash[6] & 0x0F) | 0x80), (byte)((hash[8] & 0x3F) | 0x80));
        return new Guid(hash[..16], bigEndian: true);
    }
}
