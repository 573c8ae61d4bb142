using System.Security.Cryptography;
using System.Text;

namespace Weiguang.Ledger.Domain;

/// <summary>Ids that follow from what they name: the first 16 bytes of a SHA-256, marked as UUID version 8 (RFC 9562, section 5.8).</summary>
internal static class NamedId
{
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"weiguang-ledger\n{string.Join('\n', parts)}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
