using System.Security.Cryptography;
using System.Text;

namespace Weiguang.Ledger.Anchors;

/// <summary>An anchor as it goes out, by the API and as a file. Hashes are in hexadecimal.</summary>
/// <param name="Size">How many accounts it holds.</param>
/// <param name="Changes">How many of them had moved since the anchor before.</param>
/// <param name="Content">Exactly what was signed, as text; its UTF-8 bytes are what the signature is over.</param>
/// <param name="Hash">SHA-256 of the content: the next anchor's content names it.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256, ASN.1 DER in base64.</param>
/// <param name="Hand">Why it is there: night, operator or office. Not signed.</param>
/// <param name="StampedAt">When a time-stamp authority saw it (RFC 3161); null without one. Its token is at <c>…/timestamp</c>.</param>
/// <param name="PublicKey">That of <paramref name="KeyId"/>, as PEM. Keep the one you were given first, and compare.</param>
public sealed record AnchorItem(long Number, DateTime TakenAt, long Size, string Root, long Changes, string Content, string Hash, string Signature, int KeyId, string PublicKey, AnchorHand Hand = AnchorHand.Night, DateTime? StampedAt = null)
{
    public static AnchorItem Of(long number, DateTime takenAt, long size, byte[] root, long changes, int keyId, string signature, string publicKey, byte[] content) => new(
        number, takenAt, size, Convert.ToHexStringLower(root), changes, Encoding.UTF8.GetString(content), Convert.ToHexStringLower(SHA256.HashData(content)), signature, keyId, publicKey);
}

/// <summary>Proves that an anchor holds the end of an account's chain: leaf, place and the hashes beside its way to the root (RFC 6962, 2.1.1).</summary>
/// <param name="Sequence">Of the last entry that the anchor holds.</param>
/// <param name="Hash">That entry's, as it stands on the statement.</param>
/// <param name="Index">Place of the leaf, from 0.</param>
/// <param name="Path">From the leaf to the root.</param>
internal sealed record AnchorProof(long Number, Guid AccountId, long Sequence, string Hash, long Index, long Size, string Root, IReadOnlyList<string> Path);
