using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities.Backfill;

/// <summary>A picture that was taken up as proof, cleaned, with its fingerprint.</summary>
internal sealed record ProofPicture(string ContentType, byte[] Bytes, string Hash);

/// <summary>
/// Pictures that may prove something: big enough to see something on, and with something on them. A picture of one colour, stripes or an empty page shrinks to
/// almost nothing when it is packed once more, a photograph hardly at all: so what is left after packing tells how much the picture says, whatever its format.
/// </summary>
internal static class ProofPictures
{
    public const int LeastSide = 320;
    private const int LeastBytes = 6_000;
    private const double LeastBytesAPixel = 0.012;

    /// <returns>The pictures, or a source phrase saying why one was refused.</returns>
    public static async Task<(IReadOnlyList<ProofPicture> Pictures, string? Refused)> ReadAsync(IReadOnlyList<IFormFile> files, CancellationToken ct)
    {
        var pictures = new List<ProofPicture>();
        foreach (var file in files.Where(f => f.Length > 0))
        {
            if (file.Length > PhotoFile.MostBytes)
            {
                return ([], Phrase.Of("有张照片超过 8 MB，请换小一点的"));
            }

            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, ct);
            if (PhotoFile.Clean(bytes.ToArray()) is not { } clean)
            {
                return ([], Phrase.Of("有个文件不是能用的照片，请用 JPG、PNG 或 WebP"));
            }

            if (!Says(clean))
            {
                return ([], Phrase.Of("有张照片太小，或者上面几乎没有内容，不能作证明"));
            }

            pictures.Add(new(clean.ContentType, clean.Bytes, Convert.ToHexStringLower(SHA256.HashData(clean.Bytes))));
        }

        return (pictures.DistinctBy(p => p.Hash).ToList(), null);
    }

    /// <summary>Whether the picture is big enough and shows more than a colour or a pattern.</summary>
    public static bool Says(PhotoFile picture) =>
        Math.Min(picture.Width, picture.Height) >= LeastSide && Packed(picture.Bytes) >= Math.Max(LeastBytes, (long)picture.Width * picture.Height * LeastBytesAPixel);

    private static long Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        return packed.Length;
    }
}
