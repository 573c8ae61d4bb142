using SkiaSharp;

namespace Weiguang.Kernel.Photos;

/// <summary>
/// How a kept picture looks to whoever turned it, held it to a mirror, cut something off or put a frame around it: prints as <see cref="PhotoSigns.Print"/>, each of a part of it in one of eight ways up. Cheap beside taking it in: what is kept is
/// small, and decoded at a fraction; still it is decoded, so the <see cref="Darkroom"/> does it, before anybody holds a row.
/// </summary>
/// <param name="Parts">The whole, and what is left when something was cut off: to be kept.</param>
/// <param name="Ways">All eight ways up, with and without a frame, and its parts: to be looked for among parts of others.</param>
public sealed record PhotoLooks(IReadOnlyList<long> Parts, IReadOnlyList<long> Ways)
{
    private const int Rows = 8;
    private const int Columns = 9;
    private const int Side = 240;

    /// <summary>On a smaller picture there is nothing to cut off.</summary>
    private const int LeastSide = 64;

    /// <summary>Lines of a frame differ by less in themselves, of 255.</summary>
    private const double Plain = 12;

    /// <summary>Wider no frame is taken off.</summary>
    private const double WidestFrame = 0.25;

    /// <summary>What people cut off so that a picture counts as new.</summary>
    private static readonly double[] Cuts = [0.03, 0.08];

    private static readonly Part Whole = new(0, 0, 1, 1);

    internal static PhotoLooks Of(PhotoFile picture) => Math.Min(picture.Width, picture.Height) < LeastSide ? new([picture.Signs.Print], [picture.Signs.Print]) : Of(GreyOf(picture.Bytes));

    private static PhotoLooks Of(double[,] grey)
    {
        var (sums, inside) = (SumsOf(grey), WithoutFrame(grey));
        List<long> framed = inside == Whole ? [] : [.. Enumerable.Range(0, 8).Select(way => PrintOf(sums, inside, way))];
        var cut = Cuts.SelectMany(Cut).Select(part => PrintOf(sums, part, 0)).ToList();
        return new([PrintOf(sums, Whole, 0), .. framed.Take(1), .. cut], [.. Enumerable.Range(0, 8).Select(way => PrintOf(sums, Whole, way)), .. framed, .. cut]);
    }

    /// <summary>Off each corner, and all around.</summary>
    private static IEnumerable<Part> Cut(double off) => [new(off, off, 1, 1), new(0, off, 1 - off, 1), new(off, 0, 1, 1 - off), new(0, 0, 1 - off, 1 - off), new(off, off, 1 - off, 1 - off)];

    /// <summary>As <see cref="PhotoSigns"/> makes it: whether each part is darker than the next to its right.</summary>
    /// <param name="way">One bit each: mirrored from left to right, from top to bottom, and along the diagonal.</param>
    private static long PrintOf(double[,] sums, Part part, int way)
    {
        var print = 0UL;
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns - 1; column++)
            {
                print = (print << 1) | (Light(column, row) < Light(column + 1, row) ? 1UL : 0UL);
            }
        }

        return (long)print;

        double Light(int column, int row) => Mean(sums, part.At(Turned(new(column / (double)Columns, row / (double)Rows, (column + 1) / (double)Columns, (row + 1) / (double)Rows), way)));
    }

    private static Part Turned(Part cell, int way)
    {
        cell = (way & 4) == 0 ? cell : new(cell.Top, cell.Left, cell.Bottom, cell.Right);
        cell = (way & 1) == 0 ? cell : cell with { Left = 1 - cell.Right, Right = 1 - cell.Left };
        return (way & 2) == 0 ? cell : cell with { Top = 1 - cell.Bottom, Bottom = 1 - cell.Top };
    }

    private static double Mean(double[,] sums, Part part)
    {
        var (left, top, right, bottom) = (part.Left * (sums.GetLength(1) - 1), part.Top * (sums.GetLength(0) - 1), part.Right * (sums.GetLength(1) - 1), part.Bottom * (sums.GetLength(0) - 1));
        return (Sum(sums, right, bottom) - Sum(sums, left, bottom) - Sum(sums, right, top) + Sum(sums, left, top)) / ((right - left) * (bottom - top));
    }

    /// <summary>Of all that lies left of and above a point between pixels.</summary>
    private static double Sum(double[,] sums, double x, double y)
    {
        var (column, row) = (Math.Min((int)x, sums.GetLength(1) - 2), Math.Min((int)y, sums.GetLength(0) - 2));
        var (right, down) = (x - column, y - row);
        return (((sums[row, column] * (1 - right)) + (sums[row, column + 1] * right)) * (1 - down)) + (((sums[row + 1, column] * (1 - right)) + (sums[row + 1, column + 1] * right)) * down);
    }

    private static double[,] SumsOf(double[,] grey)
    {
        var sums = new double[grey.GetLength(0) + 1, grey.GetLength(1) + 1];
        for (var row = 0; row < grey.GetLength(0); row++)
        {
            for (var column = 0; column < grey.GetLength(1); column++)
            {
                sums[row + 1, column + 1] = grey[row, column] + sums[row, column + 1] + sums[row + 1, column] - sums[row, column];
            }
        }

        return sums;
    }

    private static Part WithoutFrame(double[,] grey)
    {
        var (rows, columns) = (grey.GetLength(0), grey.GetLength(1));
        double Edge(int lines, int length, Func<int, int, double> at) =>
            Enumerable.Range(0, (int)(lines * WidestFrame)).TakeWhile(line => Enumerable.Range(0, length).Select(i => at(line, i)) is var all && all.Max() - all.Min() < Plain).Count() / (double)lines;
        return new(
            Edge(columns, rows, (line, i) => grey[i, line]), Edge(rows, columns, (line, i) => grey[line, i]),
            1 - Edge(columns, rows, (line, i) => grey[i, columns - 1 - line]), 1 - Edge(rows, columns, (line, i) => grey[rows - 1 - line, i]));
    }

    private static double[,] GreyOf(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        var size = codec.GetScaledDimensions(Math.Min(1f, (float)Side / Math.Max(codec.Info.Width, codec.Info.Height)));
        using var picture = SKBitmap.Decode(codec, new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        var grey = new double[picture.Height, picture.Width];
        var pixels = picture.GetPixelSpan();
        for (var row = 0; row < picture.Height; row++)
        {
            for (var column = 0; column < picture.Width; column++)
            {
                var at = (row * picture.RowBytes) + (column * picture.BytesPerPixel);
                grey[row, column] = (0.299 * pixels[at]) + (0.587 * pixels[at + 1]) + (0.114 * pixels[at + 2]);
            }
        }

        return grey;
    }

    private readonly record struct Part(double Left, double Top, double Right, double Bottom)
    {
        /// <summary>A piece of this part, given as shares of it, as shares of the whole.</summary>
        public Part At(Part piece) => new(
            Left + ((Right - Left) * piece.Left), Top + ((Bottom - Top) * piece.Top), Left + ((Right - Left) * piece.Right), Top + ((Bottom - Top) * piece.Bottom));
    }
}
