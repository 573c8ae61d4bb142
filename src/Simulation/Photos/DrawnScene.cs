using SkiaSharp;
using Weiguang.Kernel.Photos;

namespace Weiguang.Simulation.Photos;

/// <summary>Where a picture is taken.</summary>
internal enum Sight
{
    Village,
    Snow,
    River,
    Town,
    Hall,
    Room,
}

/// <summary>A picture nobody took: flat, in a few colours, sky and ground, a house, people in red vests. Drawn here, so it is ours, and it shows nobody.</summary>
internal static class DrawnScene
{
    private const int Width = 960;
    private const int Height = 600;
    private const int Quality = 80;
    private static readonly SKColor Vest = new(0xC8, 0x2A, 0x2A);
    private static readonly SKColor Light = new(0xF6, 0xB9, 0x3F);
    private static readonly SKColor[] Skins = [new(0xE8, 0xB8, 0x96), new(0xD9, 0xA0, 0x7C), new(0xF0, 0xC8, 0xA8)];
    private static readonly SKColor[] Trousers = [new(0x2F, 0x3E, 0x57), new(0x4B, 0x4A, 0x48), new(0x5A, 0x6B, 0x4C)];
    private static readonly SKColor[] Hair = [new(0x2A, 0x24, 0x20), new(0x6E, 0x6A, 0x66), new(0x3A, 0x2C, 0x22)];

    public static PhotoFile Draw(Sight sight, Chance chance)
    {
        using var picture = new SKBitmap(Width, Height);
        using var canvas = new SKCanvas(picture);
        var horizon = chance.Between(270, 330);
        var (sky, far, ground) = Colours(sight);
        canvas.Clear(sky);
        if (sight == Sight.Room)
        {
            Room(canvas, chance);
        }
        else
        {
            Fill(canvas, Light, chance.Between(120, 820), chance.Between(70, 150), 46);
            Hills(canvas, far, horizon, chance);
            Fill(canvas, ground, new SKRect(0, horizon, Width, Height));
            Place(canvas, sight, horizon, chance);
        }

        People(canvas, horizon, chance);
        canvas.Flush();
        using var image = SKImage.FromBitmap(picture);
        using var encoded = image.Encode(SKEncodedImageFormat.Webp, Quality);
        return new("image/webp", encoded.ToArray(), Width, Height);
    }

    private static (SKColor Sky, SKColor Far, SKColor Ground) Colours(Sight sight) => sight switch
    {
        Sight.Village => (new(0xDD, 0xEC, 0xF2), new(0x9F, 0xBF, 0x9B), new(0xD9, 0xC5, 0x93)),
        Sight.Snow => (new(0xC9, 0xDB, 0xE8), new(0xAD, 0xC2, 0xCF), new(0xF4, 0xF7, 0xF9)),
        Sight.River => (new(0xE3, 0xEE, 0xE4), new(0x86, 0xAE, 0x8E), new(0x8F, 0xBE, 0xD0)),
        Sight.Town => (new(0xF3, 0xE6, 0xD3), new(0xC9, 0xC2, 0xB6), new(0xC4, 0xBD, 0xB0)),
        Sight.Hall => (new(0xE2, 0xEB, 0xF3), new(0xA9, 0xBE, 0xA4), new(0xD5, 0xCB, 0xBB)),
        Sight.Room => (new(0xF4, 0xE3, 0xC4), new(0xE6, 0xCF, 0xA8), new(0xB9, 0x8A, 0x5E)),
    };

    private static void Place(SKCanvas canvas, Sight sight, int horizon, Chance chance)
    {
        var left = chance.Between(60, 220);
        switch (sight)
        {
            case Sight.Village:
                House(canvas, left, horizon, 250, new(0xB5, 0x6A, 0x4C), new(0x7A, 0x3E, 0x32));
                House(canvas, left + 380, horizon - 10, 190, new(0xC9, 0x8A, 0x62), new(0x6B, 0x4A, 0x3A));
                break;
            case Sight.Snow:
                House(canvas, left, horizon, 240, new(0xB5, 0x6A, 0x4C), SKColors.White);
                Trees(canvas, horizon, new(0x3F, 0x66, 0x55), chance);
                break;
            case Sight.River:
                Fill(canvas, new(0xB9, 0xC9, 0x8C), new SKRect(0, horizon, Width, horizon + 90));
                Fill(canvas, new(0xA8, 0xBA, 0x7C), new SKRect(0, Height - 110, Width, Height));
                Trees(canvas, horizon + 20, new(0x5C, 0x8A, 0x5A), chance);
                break;
            case Sight.Town:
                for (var (x, i) = (40, 0); x < Width - 100; i++)
                {
                    var (wide, high) = (chance.Between(120, 190), chance.Between(150, 260));
                    Block(canvas, x, horizon, wide, high, i % 2 == 0 ? new(0xD8, 0x9B, 0x72) : new(0x8F, 0xA7, 0xB8));
                    x += wide + chance.Between(10, 40);
                }

                break;
            case Sight.Hall:
                Fill(canvas, new(0xEF, 0xE6, 0xD6), new SKRect(left, horizon - 190, left + 560, horizon + 20));
                Fill(canvas, new(0xA2, 0x3B, 0x32), new SKRect(left - 20, horizon - 220, left + 580, horizon - 180));
                Fill(canvas, Vest, new SKRect(left + 150, horizon - 165, left + 410, horizon - 120));
                Windows(canvas, left + 30, horizon - 100, 5, 100, new(0x9C, 0xBE, 0xCF));
                Fill(canvas, new(0x6E, 0x7A, 0x80), new SKRect(left + 620, horizon - 260, left + 628, horizon + 20));
                Fill(canvas, Vest, new SKRect(left + 628, horizon - 260, left + 710, horizon - 205));
                break;
            case Sight.Room:
                break;
        }
    }

    private static void Room(SKCanvas canvas, Chance chance)
    {
        var left = chance.Between(80, 520);
        Fill(canvas, new(0xBF, 0xDD, 0xE8), new SKRect(left, 70, left + 280, 240));
        Fill(canvas, SKColors.White, new SKRect(left + 136, 70, left + 144, 240));
        Fill(canvas, new(0xB9, 0x8A, 0x5E), new SKRect(0, 430, Width, Height));
        Fill(canvas, new(0x9A, 0x6B, 0x45), new SKRect(120, 380, 840, 410));
        for (var x = 200; x < 800; x += 130)
        {
            Fill(canvas, SKColors.White, new SKRect(x, 358, x + 70, 380));
        }
    }

    private static void Hills(SKCanvas canvas, SKColor colour, int horizon, Chance chance)
    {
        var curves = string.Concat(Enumerable.Range(0, Width / 240).Select(i => $" Q{(i * 240) + 120} {horizon - chance.Between(50, 150)} {(i + 1) * 240} {horizon}"));
        using var path = SKPath.ParseSvgPathData($"M0 {horizon}{curves} Z");
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawPath(path, paint);
    }

    private static void House(SKCanvas canvas, int x, int horizon, int wide, SKColor wall, SKColor roof)
    {
        Fill(canvas, wall, new SKRect(x, horizon - 100, x + wide, horizon + 30));
        using var path = SKPath.ParseSvgPathData($"M{x - 24} {horizon - 100} L{x + (wide / 5)} {horizon - 165} L{x + (wide * 4 / 5)} {horizon - 165} L{x + wide + 24} {horizon - 100} Z");
        using var paint = new SKPaint { Color = roof, IsAntialias = true };
        canvas.DrawPath(path, paint);
        Fill(canvas, new(0x6B, 0x43, 0x2E), new SKRect(x + (wide / 2) - 20, horizon - 55, x + (wide / 2) + 20, horizon + 30));
        Fill(canvas, Light, new SKRect(x + 24, horizon - 70, x + 74, horizon - 30));
        Fill(canvas, Light, new SKRect(x + wide - 74, horizon - 70, x + wide - 24, horizon - 30));
    }

    private static void Block(SKCanvas canvas, int x, int horizon, int wide, int high, SKColor wall)
    {
        Fill(canvas, wall, new SKRect(x, horizon - high, x + wide, horizon + 20));
        for (var y = horizon - high + 22; y < horizon - 30; y += 46)
        {
            Windows(canvas, x + 16, y, (wide - 16) / 36, 36, new(0xF8, 0xE8, 0xC0));
        }
    }

    private static void Windows(SKCanvas canvas, int x, int y, int count, int step, SKColor colour)
    {
        for (var i = 0; i < count; i++)
        {
            Fill(canvas, colour, new SKRect(x + (i * step), y, x + (i * step) + (step * 6 / 10), y + 26));
        }
    }

    private static void Trees(SKCanvas canvas, int horizon, SKColor colour, Chance chance)
    {
        for (var x = 420 + chance.Below(60); x < Width; x += 90 + chance.Below(60))
        {
            Fill(canvas, new(0x6B, 0x4F, 0x3A), new SKRect(x - 6, horizon - 30, x + 6, horizon + 20));
            Fill(canvas, colour, x, horizon - 66, 46);
        }
    }

    private static void People(SKCanvas canvas, int horizon, Chance chance)
    {
        var (count, x) = (chance.Between(3, 6), chance.Between(90, 200));
        for (var i = 0; i < count; i++)
        {
            var (foot, tall) = (horizon + chance.Between(190, 235), chance.Between(165, 195));
            Person(canvas, x, foot, tall / 180f, Skins[chance.Below(3)], Trousers[chance.Below(3)], Hair[chance.Below(3)], chance.Below(3));
            x += chance.Between(110, 170);
        }
    }

    private static void Person(SKCanvas canvas, float x, float foot, float size, SKColor skin, SKColor trousers, SKColor hair, int arms)
    {
        canvas.Save();
        canvas.Translate(x, foot);
        canvas.Scale(size);
        Round(canvas, trousers, new SKRect(-22, -78, -3, 0), 8);
        Round(canvas, trousers, new SKRect(3, -78, 22, 0), 8);
        Line(canvas, skin, -24, -128, arms == 1 ? -58 : -36, arms == 1 ? -158 : -80);
        Line(canvas, skin, 24, -128, arms == 2 ? 60 : 36, arms == 2 ? -150 : -80);
        Round(canvas, Vest, new SKRect(-28, -142, 28, -66), 14);
        Fill(canvas, Light, 14, -122, 6);
        Fill(canvas, hair, 0, -170, 23);
        Fill(canvas, skin, 0, -163, 20);
        canvas.Restore();
    }

    private static void Line(SKCanvas canvas, SKColor colour, float x, float y, float toX, float toY)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true, StrokeWidth = 15, StrokeCap = SKStrokeCap.Round, IsStroke = true };
        canvas.DrawLine(x, y, toX, toY, paint);
    }

    private static void Round(SKCanvas canvas, SKColor colour, SKRect rectangle, float radius)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawRoundRect(rectangle, radius, radius, paint);
    }

    private static void Fill(SKCanvas canvas, SKColor colour, SKRect rectangle)
    {
        using var paint = new SKPaint { Color = colour };
        canvas.DrawRect(rectangle, paint);
    }

    private static void Fill(SKCanvas canvas, SKColor colour, float x, float y, float radius)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawCircle(x, y, radius, paint);
    }
}
