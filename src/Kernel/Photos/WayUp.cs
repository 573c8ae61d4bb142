using System.Buffers.Binary;
using SkiaSharp;

namespace Weiguang.Kernel.Photos;

/// <summary>Which way up a PNG or a WebP is (tag 0x0112 of EXIF 2.3, in the chunk eXIf or EXIF). Our decoder reads it in JPEG, but not in PNG, and in WebP only where no header stands before it.</summary>
internal static class WayUp
{
    public static SKEncodedOrigin Of(SKEncodedImageFormat format, ReadOnlySpan<byte> file) => Orientation(ExifOf(format, file));

    /// <summary>The block of EXIF of a PNG or a WebP, from its byte order on.</summary>
    public static ReadOnlySpan<byte> ExifOf(SKEncodedImageFormat format, ReadOnlySpan<byte> file)
    {
        var exif = format == SKEncodedImageFormat.Png ? InPng(file) : InWebp(file);
        return exif.StartsWith("Exif\0\0"u8) ? exif[6..] : exif;
    }

    /// <summary>Chunks of length, name, data and checksum.</summary>
    private static ReadOnlySpan<byte> InPng(ReadOnlySpan<byte> file)
    {
        for (var at = 8L; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[(int)at..]);
            if (file.Slice((int)at + 4, 4).SequenceEqual("eXIf"u8) && at + 8 + length <= file.Length)
            {
                return file.Slice((int)at + 8, (int)length);
            }

            at += 12L + length;
        }

        return [];
    }

    /// <summary>Chunks of name, length and data, padded to even length.</summary>
    private static ReadOnlySpan<byte> InWebp(ReadOnlySpan<byte> file)
    {
        for (var at = 12L; at + 8 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[((int)at + 4)..]);
            if (file.Slice((int)at, 4).SequenceEqual("EXIF"u8) && at + 8 + length <= file.Length)
            {
                return file.Slice((int)at + 8, (int)length);
            }

            at += 8L + length + (length & 1);
        }

        return [];
    }

    private static SKEncodedOrigin Orientation(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 10 || !(tiff.StartsWith("MM"u8) || tiff.StartsWith("II"u8)))
        {
            return SKEncodedOrigin.TopLeft;
        }

        var little = tiff[0] == 'I';
        var ifd = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        for (var at = (long)ifd + 2; ifd + 2 <= tiff.Length && at + 12 <= tiff.Length; at += 12)
        {
            var entry = tiff.Slice((int)at, 12);
            if (Short(entry, little) == 0x0112 && Short(entry[8..], little) is >= 1 and <= 8 and var up)
            {
                return (SKEncodedOrigin)up;
            }
        }

        return SKEncodedOrigin.TopLeft;
    }

    private static ushort Short(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);
}
