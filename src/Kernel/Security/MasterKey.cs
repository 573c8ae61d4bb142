using System.Security.Cryptography;

namespace Weiguang.Kernel.Security;

/// <summary>The 256-bit key above all data keys. It comes from configuration and never enters the database or a backup.</summary>
public sealed class MasterKey
{
    private readonly byte[] _key;

    private MasterKey(byte[] key) => _key = key;

    /// <exception cref="FormatException">The text is not 32 bytes in base64.</exception>
    public static MasterKey Parse(string base64)
    {
        var key = Convert.FromBase64String(base64.Trim());
        return key.Length == 32 ? new MasterKey(key) : throw new FormatException("The master key must be 32 bytes in base64.");
    }

    public static string Generate() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    internal string Wrap(byte[] dataKey) => Convert.ToBase64String(Gcm.Encrypt(_key, dataKey, "data-key"u8));

    internal byte[] Unwrap(string wrapped) => Gcm.Decrypt(_key, Convert.FromBase64String(wrapped), "data-key"u8);
}

/// <summary>AES-256-GCM with a random 96-bit nonce; layout nonce | tag | ciphertext (NIST SP 800-38D).</summary>
internal static class Gcm
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context)
    {
        var sealedBytes = new byte[NonceSize + TagSize + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceSize + TagSize), sealedBytes.AsSpan(NonceSize, TagSize), context);
        return sealedBytes;
    }

    public static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> context)
    {
        var plain = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(sealedBytes[..NonceSize], sealedBytes[(NonceSize + TagSize)..], sealedBytes.Slice(NonceSize, TagSize), plain, context);
        return plain;
    }
}
