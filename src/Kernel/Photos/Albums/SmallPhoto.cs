using SkiaSharp;

namespace Weiguang.Kernel.Photos;

/// <summary>A picture as lists show it: cut to the one shape that all scenes have too, and light enough for a page with twenty of them on a village's network.</summary>
public static class SmallPhoto
{
    public const int Width = 480;
    public const int Height = 300;
    public const int MostBytes = 30 * 1024;
    public const string ContentType = "image/webp";

    private static readonly int[] Qualities = [72, 60, 48, 36, 24, 12];
    private static readonly SKSamplingOptions Sampling = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>Of a picture as it is kept. Dear: whoever takes pictures in has it from <see cref="PhotoIntake"/>.</summary>
    public static byte[] Of(byte[] kept)
    {
        using var data = SKData.CreateCopy(kept);
        using var picture = SKImage.FromEncodedData(data);
        using var small = new SKBitmap(Width, Height);
        using var canvas = new SKCanvas(small);
        canvas.Clear(SKColors.White);
        canvas.DrawImage(picture, CutOf(picture.Width, picture.Height), new SKRect(0, 0, Width, Height), Sampling);
        canvas.Flush();
        using var image = SKImage.FromBitmap(small);
        var tries = Qualities.Select(quality => Encoded(image, quality));
        return tries.FirstOrDefault(bytes => bytes.Length <= MostBytes) ?? Encoded(image, Qualities[^1]);
    }

    /// <summary>As much of it as the shape holds: from the middle; of a tall one rather the upper part, where faces are.</summary>
    private static SKRect CutOf(int width, int height)
    {
        var scale = Math.Min((float)width / Width, (float)height / Height);
        var (wide, high) = (Width * scale, Height * scale);
        return SKRect.Create((width - wide) / 2, (height - high) / 3, wide, high);
    }

    private static byte[] Encoded(SKImage image, int quality)
    {
        using var encoded = image.Encode(SKEncodedImageFormat.Webp, quality);
        return encoded.ToArray();
    }
}
