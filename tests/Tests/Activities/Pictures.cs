using SkiaSharp;

namespace Weiguang.Tests.Activities;

/// <summary>Pictures for tests, as a phone or a painter's program would save them.</summary>
internal static class Pictures
{
    /// <summary>Looks like a photograph to whoever counts what it says: no two the same.</summary>
    public static byte[] Scene(int seed, int width = 400, int height = 400, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        var random = new Random(seed);
        return Paint(width, height, (_, _) => new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)), format);
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
