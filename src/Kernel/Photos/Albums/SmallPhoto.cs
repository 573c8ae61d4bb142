using SkiaSharp;

namespace Weiguang.Kernel.Photos;

/// <summary>A picture as lists show it: cut to the one shape that all scenes have too, and light enough for a page with twenty of them on a village's network.</summary>
public static class SmallPhoto
{
    public const int Width = 480;
    public const int Height = 300;
    public const int MostBytes = 30 * 1024;
    public const string ContentType = "image/webp";

    /// <summary>How well it is encoded, and how coarse it may be before that: what is noise all over is blurred until it is light.</summary>
    private static readonly (int Quality, int Grain)[] Tries = [(72, 1), (60, 1), (48, 1), (36, 1), (36, 2), (36, 4)];
    private static readonly SKSamplingOptions Sampling = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>Of a picture as it is kept. Dear: whoever takes pictures in has it from <see cref="PhotoIntake"/>.</summary>
    public static byte[] Of(byte[] kept)
    {
        using var data = SKData.CreateCopy(kept);
        using var picture = SKImage.FromEncodedData(data);
        using var small = Drawn(picture, CutOf(picture.Width, picture.Height), Width, Height);
        byte[] made = [];
        foreach (var (quality, grain) in Tries)
        {
            made = Encoded(small, quality, grain);
            if (made.Length <= MostBytes)
            {
                break;
            }
        }

        return made;
    }

    /// <summary>As much of it as the shape holds: from the middle; of a tall one rather the upper part, where faces are.</summary>
    private static SKRect CutOf(int width, int height)
    {
        var scale = Math.Min((float)width / Width, (float)height / Height);
        var (wide, high) = (Width * scale, Height * scale);
        return SKRect.Create((width - wide) / 2, (height - high) / 3, wide, high);
    }

    private static byte[] Encoded(SKImage image, int quality, int grain)
    {
        using var coarse = Drawn(image, SKRect.Create(Width, Height), Width / grain, Height / grain);
        using var same = Drawn(coarse, SKRect.Create(coarse.Width, coarse.Height), Width, Height);
        using var encoded = same.Encode(SKEncodedImageFormat.Webp, quality);
        return encoded.ToArray();
    }

    private static SKImage Drawn(SKImage picture, SKRect part, int width, int height)
    {
        using var drawn = new SKBitmap(width, height);
        using var canvas = new SKCanvas(drawn);
        canvas.Clear(SKColors.White);
        canvas.DrawImage(picture, part, SKRect.Create(width, height), Sampling);
        canvas.Flush();
        return SKImage.FromBitmap(drawn);
    }
}
