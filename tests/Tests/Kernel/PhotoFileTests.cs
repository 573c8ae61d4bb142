using System.Buffers.Binary;
using System.Text;
using SkiaSharp;
using Weiguang.Kernel.Photos;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Kernel;

/// <summary>What becomes of the file of a picture.</summary>
public class PhotoFileTests
{
    private static readonly SKEncodedImageFormat[] Formats = [SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp];

    [Fact]
    public void Of_a_file_only_the_picture_stays()
    {
        foreach (var format in Formats)
        {
            var photo = PhotoFile.Develop([.. Sent(Corners(format), format, up: 1, "GPS 45.3372,122.7851"), .. "hidden behind"u8])!;

            Assert.Equal(("image/jpeg", 160, 80), (photo.ContentType, photo.Width, photo.Height));
            var text = Encoding.Latin1.GetString(photo.Bytes);
            Assert.DoesNotContain("GPS", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Exif", text, StringComparison.Ordinal);
            Assert.DoesNotContain("hidden behind", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void However_the_phone_was_held_the_picture_stands_upright()
    {
        // Where the red corner of the stored picture belongs (EXIF 2.3, 4.6.4): x, y from the upper left, in the picture as it is to be seen.
        (byte Up, bool Right, bool Bottom)[] turns = [(1, false, false), (2, true, false), (3, true, true), (4, false, true), (5, false, false), (6, true, false), (7, true, true), (8, false, true)];
        foreach (var format in Formats)
        {
            foreach (var (up, right, bottom) in turns)
            {
                var photo = PhotoFile.Develop(Sent(Corners(format), format, up, ""))!;
                Assert.Equal(up >= 5 ? (80, 160) : (160, 80), (photo.Width, photo.Height));
                using var seen = SKBitmap.Decode(photo.Bytes);
                var corner = seen.GetPixel(right ? seen.Width - 10 : 10, bottom ? seen.Height - 10 : 10);
                Assert.True(corner is { Red: > 200, Green: < 60, Blue: < 60 }, $"{format} {up}: {corner}");
            }
        }
    }

    [Fact]
    public void Large_ones_are_made_smaller_and_small_ones_are_left()
    {
        Assert.Equal((2000, 1000), Size(PhotoFile.Develop(Pictures.Paint(3000, 1500, (x, y) => new SKColor((byte)x, (byte)y, 0), SKEncodedImageFormat.Jpeg))!));
        Assert.Equal((500, 1000), Size(PhotoFile.Develop(Pictures.Paint(600, 1200, (x, y) => new SKColor((byte)x, (byte)y, 0)), 1000)!));
        Assert.Equal((90, 60), Size(PhotoFile.Develop(Pictures.OneColour(90, 60))!));
    }

    [Fact]
    public void What_is_transparent_stays_so()
    {
        var photo = PhotoFile.Develop(Pictures.Paint(64, 64, (x, _) => x < 32 ? SKColors.Transparent : SKColors.Red))!;
        Assert.Equal("image/webp", photo.ContentType);
        using var seen = SKBitmap.Decode(photo.Bytes);
        Assert.Equal((0, 255), (seen.GetPixel(4, 4).Alpha, seen.GetPixel(60, 4).Alpha));
    }

    [Fact]
    public void What_is_no_picture_or_not_whole_is_refused_with_the_reason()
    {
        Assert.Equal(PhotoFault.NoPicture, Fault("<svg onload=alert(1)>"u8.ToArray()));
        Assert.Equal(PhotoFault.NoPicture, Fault([.. "GIF89a"u8, 64, 0, 64, 0, 0, 0, 0, 0x3B]));
        Assert.Equal(PhotoFault.TooSmall, Fault(Pictures.OneColour(1, 1)));
        Assert.Equal(PhotoFault.Broken, Fault([0x89, .. "PNG\r\n\u001a\n"u8, .. PngChunk("IHDR", [0, 0, 0, 64, 0, 0, 0, 64, 8, 2, 0, 0, 0]), .. PngChunk("IEND", [])])); // No picture data at all.
        Assert.Equal(PhotoFault.Broken, Fault([0x89, .. "PNG\r\n\u001a\n"u8, .. PngChunk("IHDR", [0, 0, 0, 64, 0, 0, 0, 64, 8, 2, 0, 0, 0]), .. PngChunk("IDAT", [.. "garbage"u8]), .. PngChunk("IEND", [])]));
        foreach (var format in Formats)
        {
            var whole = Pictures.Scene(1, format: format);
            Assert.Equal(PhotoFault.Broken, Fault(whole[..(whole.Length / 2)]));
            Assert.Contains(Fault(whole[..12]), new PhotoFault?[] { PhotoFault.Broken, PhotoFault.NoPicture });
        }
    }

    [Fact]
    public void A_small_file_that_would_be_a_huge_picture_is_refused_by_its_head()
    {
        var bomb = new byte[] { 0x89 }.Concat("PNG\r\n\u001a\n"u8.ToArray()).Concat(PngChunk("IHDR", [0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50, 8, 2, 0, 0, 0])).Concat(PngChunk("IDAT", [1, 2, 3])).ToArray();
        Assert.Equal(PhotoFault.TooManyPixels, PhotoFile.Look(bomb, out var pixels));
        Assert.Equal(2_500_000_000, pixels);
    }

    [Fact]
    public void No_rubbish_makes_it_fall_over()
    {
        var random = new Random(1);
        foreach (var format in Formats)
        {
            var seed = Sent(Corners(format), format, up: 3, "GPS");
            for (var i = 0; i < 700; i++)
            {
                var broken = seed.ToArray();
                broken[random.Next(3, broken.Length)] = (byte)random.Next(256);
                _ = Fault(broken[..random.Next(3, broken.Length + 1)]);
            }
        }
    }

    private static PhotoFault? Fault(byte[] file) => PhotoFile.Look(file, out _) ?? (PhotoFile.Develop(file) is null ? PhotoFault.Broken : null);

    private static (int Width, int Height) Size(PhotoFile photo) => (photo.Width, photo.Height);

    /// <summary>A wide picture, red in its upper left quarter.</summary>
    private static byte[] Corners(SKEncodedImageFormat format) => Pictures.Paint(160, 80, (x, y) => x < 80 && y < 40 ? SKColors.Red : SKColors.Blue, format);

    /// <summary>With EXIF as a phone writes it: the way up, and a secret.</summary>
    private static byte[] Sent(byte[] file, SKEncodedImageFormat format, byte up, string secret)
    {
        byte[] tiff = [.. "MM\0*\0\0\0\b\0\u0001"u8, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, up, 0, 0, 0, 0, 0, 0, .. Encoding.Latin1.GetBytes(secret)];
        byte[] exif = [.. "Exif\0\0"u8, .. tiff];
        return format switch
        {
            SKEncodedImageFormat.Jpeg => [.. file[..2], 0xFF, 0xE1, (byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2), .. exif, .. file[2..]],
            SKEncodedImageFormat.Png => [.. file[..33], .. PngChunk("eXIf", tiff), .. PngChunk("tEXt", Encoding.Latin1.GetBytes("Place\0" + secret)), .. file[33..]],
            _ => Webp(file, up % 2 == 0 ? exif : tiff), // Some programs write the header of JPEG there too.
        };
    }

    /// <summary>The simple file put into the extended form, with its EXIF chunk (RFC 9649, 2.7).</summary>
    private static byte[] Webp(byte[] file, byte[] exif)
    {
        byte[] even = [.. exif, .. new byte[exif.Length & 1]];
        byte[] body = [.. "WEBP"u8, .. "VP8X"u8, .. Little(10), 0x08, 0, 0, 0, 159, 0, 0, 79, 0, 0, .. file[12..], .. "EXIF"u8, .. Little(even.Length), .. even];
        return [.. "RIFF"u8, .. Little(body.Length), .. body];
    }

    private static byte[] PngChunk(string name, byte[] data)
    {
        byte[] summed = [.. Encoding.ASCII.GetBytes(name), .. data];
        return [.. Big((uint)data.Length), .. summed, .. Big(Crc(summed))];
    }

    private static uint Crc(byte[] bytes) => ~bytes.Aggregate(0xFFFFFFFFu, (crc, b) => Enumerable.Range(0, 8).Aggregate(crc ^ b, (c, _) => (c & 1) == 1 ? (c >> 1) ^ 0xEDB88320 : c >> 1));

    private static byte[] Big(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Little(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];
}
