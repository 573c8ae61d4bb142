using System.Buffers.Binary;
using System.Text;

namespace Weiguang.Kernel.Photos;

/// <summary>WebP (RFC 9649): a RIFF file of chunks. EXIF, XMP, colour profile and animation go, and the flags that announce them.</summary>
internal static class WebpFile
{
    public static PhotoFile? Clean(ReadOnlySpan<byte> file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write(file[..12]);
        var end = Math.Min(file.Length, 8 + checked((int)BinaryPrimitives.ReadUInt32LittleEndian(file[4..])));
        var (width, height) = (0, 0);
        for (var at = 12; at + 8 <= end;)
        {
            var length = checked((int)BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]));
            var chunk = file.Slice(at, checked(8 + length + (length & 1)));
            switch (Encoding.ASCII.GetString(chunk[..4]))
            {
                case "VP8 ":
                    (width, height) = (UShort(chunk[14..]) & 0x3FFF, UShort(chunk[16..]) & 0x3FFF);
                    kept.Write(chunk);
                    break;
                case "VP8L":
                    var bits = BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..]);
                    (width, height) = ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
                    kept.Write(chunk);
                    break;
                case "VP8X":
                    var head = chunk.ToArray();
                    head[8] &= 0x10; // Of the flags only transparency stays.
                    kept.Write(head);
                    break;
                case "ALPH":
                    kept.Write(chunk);
                    break;
                case "ANIM" or "ANMF":
                    return null;
            }

            at += chunk.Length;
        }

        var bytes = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)bytes.Length - 8);
        return width == 0 ? null : new PhotoFile("image/webp", bytes, width, height);
    }

    private static ushort UShort(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt16LittleEndian(at);
}
