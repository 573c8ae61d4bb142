using SkiaSharp;

namespace Weiguang.Tests.Activities;

/// <summary>Pictures for tests, as a phone or a painter's program would save them.</summary>
internal static class Pictures
{
    /// <summary>Looks like a photograph to whoever counts what it says: light and shade over all of it, with grain; no two the same.</summary>
    public static byte[] Scene(int seed, int width = 400, int height = 400, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        var random = new Random(seed);
        var waves = Enumerable.Range(0, 10).Select(_ => (X: (random.NextDouble() - 0.5) * 14, Y: (random.NextDouble() - 0.5) * 14, Phase: random.NextDouble() * 7, Height: 10 + random.Next(22))).ToArray();
        return Paint(width, height, (x, y) =>
        {
            var light = 128 + waves.Sum(w => w.Height * Math.Sin((w.X * x / width * Math.PI) + (w.Y * y / height * Math.PI) + w.Phase));
            byte Grain(int tint) => (byte)Math.Clamp(light + tint + random.Next(-20, 21), 0, 255);
            return new SKColor(Grain(8), Grain(0), Grain(-12));
        }, format);
    }

    /// <summary>What a program makes that wants a file to look full.</summary>
    /// <param name="grain">Pixels a side.</param>
    public static byte[] Noise(int seed, int width, int height, int grain = 1)
    {
        var random = new Random(seed);
        var dots = Enumerable.Range(0, ((width / grain) + 1) * ((height / grain) + 1)).Select(_ => new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256))).ToArray();
        return Paint(width, height, (x, y) => dots[(y / grain * ((width / grain) + 1)) + (x / grain)]);
    }

    /// <summary>The same picture saved anew by somebody else's program: smaller, a little lighter, as JPEG.</summary>
    public static byte[] Again(byte[] picture, double scale = 0.85, int lighter = 6)
    {
        using var first = SKBitmap.Decode(picture);
        using var small = first.Resize(new SKImageInfo((int)(first.Width * scale), (int)(first.Height * scale)), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        small.Pixels = [.. small.Pixels.Select(p => new SKColor((byte)Math.Min(255, p.Red + lighter), (byte)Math.Min(255, p.Green + lighter), (byte)Math.Min(255, p.Blue + lighter)))];
        using var data = small.Encode(SKEncodedImageFormat.Jpeg, 70);
        return data.ToArray();
    }

    /// <summary>The same picture as somebody shows it who wants it to count as another.</summary>
    public static byte[] Changed(byte[] picture, string how)
    {
        using var first = SKBitmap.Decode(picture);
        var (width, height) = (first.Width, first.Height);
        var (matrix, size) = how switch
        {
            "mirrored" => (new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1), (width, height)),
            "turned once" => (new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1), (height, width)),
            "turned twice" => (new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1), (width, height)),
            "turned thrice" => (new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1), (height, width)),
            "framed" => (SKMatrix.CreateTranslation(30, 30), (width + 60, height + 60)),
            "cut by 3 %" => (SKMatrix.CreateTranslation(-0.03f * width, -0.03f * height), ((int)(0.97 * width), (int)(0.97 * height))),
            "cut by 8 %" => (SKMatrix.CreateTranslation(-0.08f * width, -0.08f * height), ((int)(0.92 * width), (int)(0.92 * height))),
            "cut all around" => (SKMatrix.CreateTranslation(-0.08f * width, -0.08f * height), ((int)(0.84 * width), (int)(0.84 * height))),
            _ => throw new ArgumentOutOfRangeException(nameof(how)),
        };
        using var changed = new SKBitmap(size.Item1, size.Item2, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(changed))
        {
            canvas.Clear(SKColors.White);
            canvas.SetMatrix(matrix);
            using var image = SKImage.FromBitmap(first);
            canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear));
        }

        using var data = changed.Encode(SKEncodedImageFormat.Jpeg, 80);
        return data.ToArray();
    }

    public static byte[] OneColour(int width, int height) => Paint(width, height, (_, _) => new SKColor(90, 91, 92));

    public static byte[] Stripes(int width, int height) => Paint(width, height, (x, y) => (x / 8) + (y / 8) % 2 == 0 ? SKColors.Black : SKColors.White);

    public static byte[] Paint(int width, int height, Func<int, int, SKColor> colour, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var picture = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        picture.Pixels = [.. Enumerable.Range(0, width * height).Select(i => colour(i % width, i / width))];
        using var data = picture.Encode(format, 95);
        return data.ToArray();
    }
}
