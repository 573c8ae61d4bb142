using System.IO.Compression;
using Weiguang.Kernel.Photos;

namespace Weiguang.Hours.Said;

/// <summary>
/// Pictures that may prove something: big enough to see something on, and with something on them. A picture of one colour, stripes or an empty page shrinks to
/// almost nothing when it is packed once more, a photograph hardly at all: so what is left after packing tells how much the picture says, whatever its format.
/// </summary>
internal static class ProofPictures
{
    public const int LeastSide = 320;
    private const int LeastBytes = 6_000;
    private const double LeastBytesAPixel = 0.012;

    /// <summary>Noise that a program made has about 0, however large its grains; the busiest photographs that we know have more than a half.</summary>
    private const double LeastKinship = 0.3;

    /// <summary>Whether the picture is big enough shows more than a colour or a pattern, and less than noise.</summary>
    public static bool Says(PhotoFile picture) =>
        Math.Min(picture.Width, picture.Height) >= LeastSide && picture.Signs.Kinship >= LeastKinship && Packed(picture.Bytes) >= Math.Max(LeastBytes, (long)picture.Width * picture.Height * LeastBytesAPixel);

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
