using SkiaSharp;

namespace Weiguang.Kernel.Photos;

/// <summary>
/// A picture as it may be kept: decoded, put upright, made smaller, and encoded anew. What is kept is only what was seen: position, camera, thumbnail, comments
/// and whatever hung behind the end are gone with the old file. JPEG; WebP where something is transparent.
/// </summary>
public sealed record PhotoFile(string ContentType, byte[] Bytes, int Width, int Height)
{
    /// <summary>Read when it was taken in.</summary>
    public PhotoSigns Signs { get; init; } = PhotoSigns.None;

    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>The longer side of what is kept: enough to read a notice board on.</summary>
    public const int MostSide = 2000;

    /// <summary>A 1×1 picture proves nothing.</summary>
    internal const int LeastSide = 16;

    /// <summary>A phone's fifty megapixels. JPEG is decoded at a fraction of its size, other formats whole, four bytes a pixel.</summary>
    internal const int MostJpegPixels = 52_000_000;
    internal const int MostPixels = 26_000_000;

    private const int Quality = 82;
    private static readonly SKSamplingOptions Sampling = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>What the head of the file says, before anything is decoded; the fault when no picture of it can be kept.</summary>
    /// <param name="pixels">How many pixels decoding will hold in memory, about.</param>
    internal static PhotoFault? Look(byte[] file, out long pixels)
    {
        using var stream = new MemoryStream(file);
        using var codec = SKCodec.Create(stream);
        pixels = codec is null ? 0 : (long)codec.Info.Width * codec.Info.Height;
        return codec?.EncodedFormat switch
        {
            null => BeginsAsPicture(file) ? PhotoFault.Broken : PhotoFault.NoPicture,
            not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp) => PhotoFault.NoPicture,
            _ when Math.Min(codec.Info.Width, codec.Info.Height) < LeastSide => PhotoFault.TooSmall,
            var format when pixels > (format == SKEncodedImageFormat.Jpeg ? MostJpegPixels : MostPixels) => PhotoFault.TooManyPixels,
            _ => null,
        };
    }

    /// <summary>The picture, or null when it cannot be decoded to its end. Dear: go through the <see cref="Darkroom"/>.</summary>
    internal static PhotoFile? Develop(byte[] file, int side = MostSide)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        using var pixels = codec is null ? null : Decode(codec, side);
        if (pixels is null)
        {
            return null;
        }

        using var upright = Upright(pixels, codec!.EncodedFormat == SKEncodedImageFormat.Jpeg ? codec.EncodedOrigin : WayUp.Of(codec.EncodedFormat, file), side);
        var (format, type) = IsOpaque(upright) ? (SKEncodedImageFormat.Jpeg, "image/jpeg") : (SKEncodedImageFormat.Webp, "image/webp");
        using var image = SKImage.FromBitmap(upright);
        using var encoded = image.Encode(format, Quality);
        return new PhotoFile(type, encoded.ToArray(), upright.Width, upright.Height) { Signs = PhotoSigns.Of(upright, codec.EncodedFormat, file) };
    }

    private static bool BeginsAsPicture(byte[] file) => file is [0xFF, 0xD8, 0xFF, ..] or [0x89, (byte)'P', (byte)'N', (byte)'G', ..]
        or [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..];

    // A file that ends early decodes to a picture with a grey rest: whoever sent it should send it again.
    private static SKBitmap? Decode(SKCodec codec, int side)
    {
        var size = codec.GetScaledDimensions(Math.Min(1f, 1.5f * side / Math.Max(codec.Info.Width, codec.Info.Height)));
        var pixels = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, codec.Info.IsOpaque ? SKAlphaType.Opaque : SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        if (pixels.GetPixels() != IntPtr.Zero && codec.GetPixels(pixels.Info, pixels.GetPixels()) == SKCodecResult.Success)
        {
            return pixels;
        }

        pixels.Dispose();
        return null;
    }

    private static SKBitmap Upright(SKBitmap pixels, SKEncodedOrigin origin, int side)
    {
        var scale = Math.Min(1f, (float)side / Math.Max(pixels.Width, pixels.Height));
        var (width, height) = ((int)Math.Round(pixels.Width * scale), (int)Math.Round(pixels.Height * scale));
        var turned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var upright = new SKBitmap(pixels.Info.WithSize(Math.Max(1, turned ? height : width), Math.Max(1, turned ? width : height)));
        using var canvas = new SKCanvas(upright);
        canvas.SetMatrix(Turn(origin, width, height));
        using var image = SKImage.FromBitmap(pixels);
        canvas.DrawImage(image, new SKRect(0, 0, width, height), Sampling);
        canvas.Flush();
        return upright;
    }

    /// <summary>From the stored rows and columns to upright ones (EXIF 2.3, 4.6.4, tag 0x0112).</summary>
    private static SKMatrix Turn(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    // Most screenshots are PNG with a transparency that no pixel uses.
    private static bool IsOpaque(SKBitmap picture) => picture.Info.IsOpaque || !picture.GetPixelSpan().ToArray().Where((_, i) => i % 4 == 3).Any(alpha => alpha != 255);
}
