using System.Buffers.Binary;

namespace Weiguang.Kernel.Photos;

/// <summary>PNG (ISO/IEC 15948): chunks of length, name, data, checksum. The critical ones and transparency draw; the rest goes.</summary>
internal static class PngFile
{
    private static readonly string[] Kept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB"];

    public static PhotoFile? Clean(ReadOnlySpan<byte> file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write(file[..8]);
        for (var (at, width, height) = (8, 0, 0); ;)
        {
            var length = checked((int)BinaryPrimitives.ReadUInt32BigEndian(file[at..]));
            var chunk = file.Slice(at, checked(length + 12));
            var name = System.Text.Encoding.ASCII.GetString(chunk.Slice(4, 4));
            if (width == 0 && name != "IHDR")
            {
                return null;
            }

            if (name == "IHDR")
            {
                (width, height) = (checked((int)BinaryPrimitives.ReadUInt32BigEndian(chunk[8..])), checked((int)BinaryPrimitives.ReadUInt32BigEndian(chunk[12..])));
            }

            if (Kept.Contains(name))
            {
                kept.Write(chunk);
            }

            if (name == "IEND")
            {
                return new PhotoFile("image/png", kept.ToArray(), width, height);
            }

            at += chunk.Length;
        }
    }
}
