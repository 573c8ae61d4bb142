using System.Buffers.Binary;
using System.IO.Compression;

namespace Weiguang.Simulation.Hours;

/// <summary>
/// A picture of a village yard that nobody took: sky, field, house and people, drawn with the grain of a cheap phone, as a PNG (W3C, third edition).
/// It says enough to pass as proof, and shows nobody.
/// </summary>
internal static class PhotoDrawing
{
    private const int Width = 400;
    private const int Height = 320;
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] Crc = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1))];

    public static byte[] Take(Chance chance)
    {
        var scene = Draw(chance);
        using var file = new MemoryStream();
        file.Write(Signature);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, Width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), Height);
        (head[8], head[9]) = (8, 2); // Eight bits each of red, green and blue.
        Write(file, "IHDR", head);
        using (var packed = new MemoryStream())
        {
            using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                zip.Write(scene);
            }

            Write(file, "IDAT", packed.ToArray());
        }

        Write(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Draw(Chance chance)
    {
        var (horizon, house, light) = (chance.Between(120, 170), chance.Between(40, 220), chance.Between(-12, 14));
        var people = Enumerable.Range(0, 3 + chance.Below(4)).Select(_ => (X: chance.Between(20, 370), Y: horizon + chance.Between(40, 110), Coat: chance.Below(3))).ToList();
        var rows = new byte[Height * (1 + (3 * Width))];
        for (var (y, at) = (0, 0); y < Height; y++)
        {
            at++; // Filter of the row: none.
            for (var x = 0; x < Width; x++)
            {
                var (r, g, b) = Colour(x, y, horizon, house, people);
                var grain = light + (chance.Below(4) * 3);
                (rows[at++], rows[at++], rows[at++]) = (Clip(r + grain), Clip(g + grain), Clip(b + grain));
            }
        }

        return rows;
    }

    private static (int R, int G, int B) Colour(int x, int y, int horizon, int house, List<(int X, int Y, int Coat)> people)
    {
        foreach (var (px, py, coat) in people)
        {
            var (dx, dy) = (x - px, y - py);
            if (dy is > -46 and < 0 && Math.Abs(dx) < 9 + (dy / 12))
            {
                return coat switch { 0 => (186, 34, 38), 1 => (52, 66, 92), _ => (196, 60, 30) }; // Red waistcoats, and who came without.
            }

            if ((dx * dx) + ((dy + 52) * (dy + 52)) < 50)
            {
                return (198, 156, 128);
            }
        }

        var roof = y - horizon + 78;
        return (x - house, y - horizon) switch
        {
            ( > 14 and < 126, > -50 and < 34) => (x / 28) % 2 == 0 && y - horizon is > -34 and < 0 ? (92, 112, 128) : (168, 96, 74),
            ( > 0 and < 140, > -78 and <= -50) when Math.Abs(x - house - 70) < 42 + roof => (112, 54, 46),
            (_, < 0) => (150 + (y / 4), 182 + (y / 5), 214),
            _ => (176 - ((y - horizon) / 5), 168 - ((y - horizon) / 6), 150 - ((y - horizon) / 4)),
        };
    }

    private static byte Clip(int value) => (byte)Math.Clamp(value, 0, 255);

    private static void Write(MemoryStream file, string kind, byte[] content)
    {
        byte[] part = [.. System.Text.Encoding.ASCII.GetBytes(kind), .. content];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(part);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~part.Aggregate(0xFFFFFFFF, (crc, octet) => Crc[(crc ^ octet) & 0xFF] ^ (crc >> 8)));
        file.Write(number);
    }
}
