using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Weiguang.Kernel.Security;

/// <summary>The public half of a key that a browser made and cannot give away: P-256, the point without compression in base64url; it signs by ECDSA over SHA-256, as WebCrypto writes it.</summary>
public static class PhoneKey
{
    /// <summary>Letters of a public key: 65 bytes in base64url.</summary>
    public const int Length = 87;

    /// <summary>Letters of a signature: 64 bytes in base64url.</summary>
    public const int SignatureLetters = 86;

    private const int PointLength = 65;
    private const int SignatureLength = 64;

    public static bool IsKey(string? publicKey)
    {
        using var key = publicKey is { Length: Length } ? KeyOf(publicKey) : null;
        return key is not null;
    }

    public static bool HasSigned(string publicKey, string text, byte[] signature)
    {
        using var key = KeyOf(publicKey);
        return key?.VerifyData(Encoding.UTF8.GetBytes(text), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation) == true;
    }

    /// <summary>Null for what cannot be one.</summary>
    public static byte[]? Signature(string text) => Bytes(text, SignatureLength);

    private static ECDsa? KeyOf(string publicKey)
    {
        if (Bytes(publicKey, PointLength) is not [4, .. var point])
        {
            return null;
        }

        try
        {
            return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = point[..32], Y = point[32..] } });
        }
        catch (CryptographicException)
        {
            return null; // No point of the curve.
        }
    }

    private static byte[]? Bytes(string text, int length)
    {
        var bytes = new byte[length];
        return Base64Url.DecodeFromChars(text, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && written == length ? bytes : null;
    }
}
