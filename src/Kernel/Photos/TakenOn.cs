using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using SkiaSharp;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel.Photos;

/// <summary>When a camera says that it took a picture: tag 0x9003 in the directory that tag 0x8769 points to (EXIF 2.3, 4.6.5). Its clock has no zone; it is taken for China's.</summary>
internal static class TakenOn
{
    private const int Directory = 0x8769;
    private const int Original = 0x9003;
    private const int Letters = 19;

    /// <summary>UTC; null where nothing is said, or nothing that can be read.</summary>
    public static DateTime? Of(SKEncodedImageFormat format, ReadOnlySpan<byte> file)
    {
        var tiff = format == SKEncodedImageFormat.Jpeg ? InJpeg(file) : WayUp.ExifOf(format, file);
        if (tiff.Length < 10 || !(tiff.StartsWith("MM"u8) || tiff.StartsWith("II"u8)))
        {
            return null;
        }

        var little = tiff[0] == 'I';
        var said = Find(tiff, Long(tiff[4..], little), Directory, little) is { } directory && Find(tiff, directory, Original, little) is { } at && at + Letters <= tiff.Length
            ? Encoding.ASCII.GetString(tiff.Slice((int)at, Letters)) : "";
        return DateTime.TryParseExact(said, "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year >= 1990 ? local.FromShanghai() : null;
    }

    /// <summary>What a tag of a directory points to.</summary>
    private static long? Find(ReadOnlySpan<byte> tiff, long directory, int tag, bool little)
    {
        for (var at = directory + 2; directory + 2 <= tiff.Length && at + 12 <= tiff.Length && at < directory + 2 + (12L * Short(tiff[(int)directory..], little)); at += 12)
        {
            if (Short(tiff[(int)at..], little) == tag)
            {
                return Long(tiff[((int)at + 8)..], little);
            }
        }

        return null;
    }

    /// <summary>Segments of a marker, length and data, until the picture itself begins.</summary>
    private static ReadOnlySpan<byte> InJpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 4 <= file.Length && file[at] == 0xFF && file[at + 1] is not (0xDA or 0xD9);)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (at + 2 + length > file.Length || length < 2)
            {
                return [];
            }

            var data = file.Slice(at + 4, length - 2);
            if (file[at + 1] == 0xE1 && data.StartsWith("Exif\0\0"u8))
            {
                return data[6..];
            }

            at += 2 + length;
        }

        return [];
    }

    private static ushort Short(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint Long(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
