using System.Buffers.Binary;
using System.Text;
using Weiguang.Kernel.Photos;

namespace Weiguang.Tests.Kernel;

public class PhotoFileTests
{
    [Fact]
    public void A_jpeg_keeps_its_picture_and_its_way_up_and_loses_where_it_was_taken()
    {
        var file = Jpeg(orientation: 6, secret: "GPS 45.3372,122.7851");

        var clean = PhotoFile.Clean(file)!;

        Assert.Equal(("image/jpeg", 64, 48), (clean.ContentType, clean.Width, clean.Height));
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(clean.Bytes));
        Assert.DoesNotContain("hidden behind", Encoding.Latin1.GetString(clean.Bytes));
        Assert.Contains("SCANDATA", Encoding.Latin1.GetString(clean.Bytes));
        Assert.Equal(clean.Bytes, PhotoFile.Clean(clean.Bytes)!.Bytes); // Cleaning twice changes nothing: the orientation is still read.
        Assert.NotEqual(clean.Bytes, PhotoFile.Clean(Jpeg(orientation: 1, secret: ""))!.Bytes);
    }

    [Fact]
    public void A_png_loses_its_texts()
    {
        var file = Png(64, 64);

        var clean = PhotoFile.Clean(file)!;

        Assert.Equal("image/png", clean.ContentType);
        Assert.DoesNotContain("Secret", Encoding.Latin1.GetString(clean.Bytes));
        Assert.Contains("IDAT", Encoding.Latin1.GetString(clean.Bytes));
    }

    [Fact]
    public void A_webp_loses_exif_and_says_so_in_its_flags()
    {
        byte[] vp8 = [0, 0, 0, 0x9D, 0x01, 0x2A, 64, 0, 48, 0];
        byte[] body = [.. "WEBP"u8, .. Chunk("VP8X", [0x0C, 0, 0, 0, 63, 0, 0, 47, 0, 0]), .. Chunk("VP8 ", vp8), .. Chunk("EXIF", "GPS here"u8.ToArray())];
        byte[] file = [.. "RIFF"u8, .. Little(body.Length), .. body];

        var clean = PhotoFile.Clean(file)!;

        Assert.Equal(("image/webp", 64, 48), (clean.ContentType, clean.Width, clean.Height));
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(clean.Bytes));
        Assert.Equal(0, clean.Bytes[20]);
    }

    [Fact]
    public void What_is_no_picture_is_refused()
    {
        Assert.Null(PhotoFile.Clean("<svg onload=alert(1)>"u8.ToArray()));
        Assert.Null(PhotoFile.Clean([0xFF, 0xD8, 0xFF]));
        Assert.Null(PhotoFile.Clean(Png(1, 1))); // A 1×1 picture proves nothing.
        Assert.Null(PhotoFile.Clean(Png(50_000, 50_000)));
        Assert.Null(PhotoFile.Clean(Jpeg(1, "x")[..40]));
        Assert.Null(PhotoFile.Clean([]));
    }

    [Fact]
    public void No_rubbish_makes_it_fall_over()
    {
        var random = new Random(1);
        foreach (var seed in new[] { Jpeg(3, "GPS"), Png(64, 64) })
        {
            for (var i = 0; i < 5000; i++)
            {
                var broken = seed.ToArray();
                broken[random.Next(3, broken.Length)] = (byte)random.Next(256);
                _ = PhotoFile.Clean(broken[..random.Next(3, broken.Length)]);
            }
        }
    }

    private static byte[] Jpeg(byte orientation, string secret)
    {
        byte[] exif = [.. "Exif\0\0MM\0*\0\0\0\b\0\u0001"u8, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0, .. Encoding.Latin1.GetBytes(secret)];
        return [0xFF, 0xD8, .. Segment(0xE1, exif), .. Segment(0xFE, "GPS comment"u8.ToArray()), .. Segment(0xDB, new byte[65]),
            .. Segment(0xC0, [8, 0, 48, 0, 64, 1, 1, 0x11, 0]), .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), .. "SCANDATA"u8, 0xFF, 0x00, 0xFF, 0xD0, 7, 0xFF, 0xD9, .. "hidden behind"u8];
    }

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] Png(int width, int height) =>
        [0x89, .. "PNG\r\n\u001a\n"u8, .. PngChunk("IHDR", [.. Big(width), .. Big(height), 8, 2, 0, 0, 0]), .. PngChunk("tEXt", "Secret\0place"u8.ToArray()), .. PngChunk("IDAT", [1, 2, 3]), .. PngChunk("IEND", [])];

    private static byte[] PngChunk(string name, byte[] data) => [.. Big(data.Length), .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];

    private static byte[] Chunk(string name, byte[] data) => [.. Encoding.ASCII.GetBytes(name), .. Little(data.Length), .. data, .. new byte[data.Length & 1]];

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Little(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
