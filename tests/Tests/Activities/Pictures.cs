using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Weiguang.Tests.Activities;

/// <summary>Pictures for tests: PNG, eight bits a colour.</summary>
internal static class Pictures
{
    /// <summary>Looks like a photograph to whoever counts what it says: no two the same.</summary>
    public static byte[] Scene(int seed, int width = 400, int height = 400)
    {
        var random = new Random(seed);
        return Png(width, height, (_, _, _) => (byte)random.Next(256));
    }

    public static byte[] OneColour(int width, int height) => Png(width, height, (_, _, colour) => (byte)(90 + colour));

    public static byte[] Stripes(int width, int height) => Png(width, height, (x, y, _) => (byte)((x / 8) + (y / 8) % 2 == 0 ? 20 : 230));

    private static byte[] Png(int width, int height, Func<int, int, int, byte> paint)
    {
        using var pixels = new MemoryStream();
        using (var packed = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                var row = new byte[1 + (3 * width)];
                for (var i = 0; i < 3 * width; i++)
                {
                    row[i + 1] = paint(i / 3, y, i % 3);
                }

                packed.Write(row);
            }
        }

        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", [.. Big(width), .. Big(height), 8, 2, 0, 0, 0]), .. Chunk("IDAT", pixels.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] data) => [.. Big(data.Length), .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
