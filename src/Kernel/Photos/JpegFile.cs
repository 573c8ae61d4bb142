using System.Buffers.Binary;

namespace Weiguang.Kernel.Photos;

/// <summary>JPEG (ITU-T T.81): a chain of marker segments, then entropy-coded data. APPn and COM segments are what tells tales.</summary>
internal static class JpegFile
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte Adobe = 0xEE;
    private const byte Exif = 0xE1;

    public static PhotoFile? Clean(ReadOnlySpan<byte> file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write(file[..2]);
        var (at, width, height, up) = (2, 0, 0, 1);
        while (true)
        {
            while (file[at] == 0xFF && file[at + 1] == 0xFF)
            {
                at++; // Fill bytes are allowed before a marker.
            }

            if (file[at] != 0xFF)
            {
                return null;
            }

            var marker = file[at + 1];
            if (marker == EndOfImage)
            {
                kept.Write([0xFF, EndOfImage]);
                return width == 0 ? null : new PhotoFile("image/jpeg", WithOrientation(kept.ToArray(), up), width, height);
            }

            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            var segment = file.Slice(at, length);
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[5..]), BinaryPrimitives.ReadUInt16BigEndian(segment[7..]));
            }

            up = marker == Exif ? Orientation(segment[4..]) ?? up : up;
            if (Draws(marker))
            {
                kept.Write(segment);
            }

            at += length;
            if (marker == StartOfScan)
            {
                var data = ScanLength(file[at..]);
                kept.Write(file.Slice(at, data));
                at += data;
            }
        }
    }

    private static bool Draws(byte marker) => marker is >= 0xC0 and <= 0xCF or >= 0xDA and <= 0xDF || marker == Adobe;

    /// <summary>Entropy-coded bytes run to the next marker that is neither stuffing (FF00) nor a restart (FFD0–D7).</summary>
    private static int ScanLength(ReadOnlySpan<byte> data)
    {
        for (var i = 0; ; i++)
        {
            if (data[i] == 0xFF && data[i + 1] is not (0x00 or (>= 0xD0 and <= 0xD7) or 0xFF))
            {
                return i;
            }
        }
    }

    /// <summary>Tag 0x0112 of IFD0 (EXIF 2.3, 4.6.4), 1 to 8.</summary>
    private static int? Orientation(ReadOnlySpan<byte> app1)
    {
        if (app1.Length < 14 || !app1.StartsWith("Exif\0\0"u8))
        {
            return null;
        }

        var tiff = app1[6..];
        var little = tiff[0] == 'I';
        var ifd = (int)UInt(tiff[4..], little);
        for (var (i, count) = (0, UShort(tiff[ifd..], little)); i < count; i++)
        {
            var entry = tiff.Slice(ifd + 2 + (12 * i), 12);
            if (UShort(entry, little) == 0x0112 && UShort(entry[8..], little) is >= 1 and <= 8 and var up)
            {
                return up;
            }
        }

        return null;
    }

    private static ushort UShort(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint UInt(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);

    /// <summary>Puts back an EXIF segment that holds the orientation and nothing else.</summary>
    private static byte[] WithOrientation(byte[] jpeg, int up) => up == 1
        ? jpeg
        : [0xFF, 0xD8, 0xFF, Exif, 0x00, 0x22, .. "Exif\0\0MM\0*\0\0\0\b\0\u0001"u8, 0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, (byte)up, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, .. jpeg.AsSpan(2)];
}
