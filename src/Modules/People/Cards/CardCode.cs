using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Weiguang.People.Cards;

/// <summary>
/// The code on a volunteer's phone: the address of the card, the half minute in which it is shown, and a signature of both (ECDSA, P-256, SHA-256, as WebCrypto writes it).
/// Nobody needs a network to show it, and a picture of it is old before it has been sent on (docs/algorithms/check-in.md).
/// </summary>
internal sealed partial record CardCode(string Number, long Step, byte[] Signature)
{
    public const int StepSeconds = 30;

    /// <summary>Letters of a public key: 65 bytes in base64url.</summary>
    public const int KeyLength = 87;

    private const int PointLength = 65;
    private const int SignatureLength = 64;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(StepSeconds);

    /// <summary>Null for what is no signed code: a number that was typed, a printed card.</summary>
    public static CardCode? Parse(string? text) => Shown().Match(text?.Trim() ?? "") is { Success: true } shown && long.TryParse(shown.Groups["step"].Value, CultureInfo.InvariantCulture, out var step)
        && Bytes(shown.Groups["sign"].Value, SignatureLength) is { } signature ? new(shown.Groups["number"].Value, step, signature) : null;

    /// <summary>Whether it was shown about then, as far as two clocks agree.</summary>
    public bool IsOf(DateTime at) => DateTime.UnixEpoch.AddSeconds(Step * StepSeconds) is var shown && at - shown <= Longest && shown - at <= Ahead;

    public bool IsSignedBy(string publicKey)
    {
        using var key = KeyOf(publicKey);
        return key?.VerifyData(Encoding.UTF8.GetBytes(Signed(Number, Step)), Signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation) == true;
    }

    public static bool IsKey(string? publicKey)
    {
        using var key = publicKey is { Length: KeyLength } ? KeyOf(publicKey) : null;
        return key is not null;
    }

    /// <summary>What the phone signs.</summary>
    public static string Signed(string number, long step) => $"weiguang-card:{number}:{step}";

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

    [GeneratedRegex(@"/volunteers/(?<number>V\d{12,20}[A-Z])\?t=(?<step>\d{1,10})&s=(?<sign>[A-Za-z0-9_-]{86})$", RegexOptions.CultureInvariant)]
    private static partial Regex Shown();
}
