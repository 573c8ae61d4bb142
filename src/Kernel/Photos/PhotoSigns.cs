using System.Numerics;
using SkiaSharp;

namespace Weiguang.Kernel.Photos;

/// <summary>What a picture tells about itself besides what is on it: for whoever keeps it as a proof, or judges one.</summary>
/// <param name="Print">64 bits that hardly change when the picture is saved anew, made smaller or lighter: of one picture few differ, of two some thirty (dHash, N. Krawetz 2013).</param>
/// <param name="Kinship">How much neighbouring parts of it are alike, from -1 to 1: about 0 in noise, of which each part knows nothing of the next; above a half in what somebody saw.</param>
/// <param name="TakenAt">When the camera says it was taken, UTC, its clock taken for China's; null where it says nothing.</param>
public sealed record PhotoSigns(long Print, double Kinship, DateTime? TakenAt)
{
    public static readonly PhotoSigns None = new(0, 1, null);

    private const int Bits = 8;
    private const int Parts = 48;
    private const int Samples = 480;

    /// <summary>How many bits of two prints differ.</summary>
    public static int Differ(long one, long other) => BitOperations.PopCount((ulong)(one ^ other));

    /// <summary>Of a file as it was sent; null when it is no picture. Dear: whoever takes pictures in has them from <see cref="PhotoIntake"/>.</summary>
    public static PhotoSigns? Of(byte[] file) => PhotoFile.Develop(file)?.Signs;

    internal static PhotoSigns Of(SKBitmap picture, SKEncodedImageFormat format, ReadOnlySpan<byte> file) => new(PrintOf(Grey(picture, Bits + 1, Bits)), KinshipOf(Grey(picture, Parts, Parts)), TakenOn.Of(format, file));

    private static long PrintOf(double[,] grey)
    {
        var print = 0UL;
        for (var row = 0; row < Bits; row++)
        {
            for (var column = 0; column < Bits; column++)
            {
                print = (print << 1) | (grey[row, column] < grey[row, column + 1] ? 1UL : 0UL);
            }
        }

        return (long)print;
    }

    /// <summary>Correlation of each part with the next one to the right and below; 1 where all are the same.</summary>
    private static double KinshipOf(double[,] grey)
    {
        var (mean, all) = (grey.Cast<double>().Average(), grey.Cast<double>().ToList());
        var spread = all.Sum(part => (part - mean) * (part - mean)) / all.Count;
        var (together, pairs) = (0.0, 0);
        for (var row = 0; row < grey.GetLength(0) - 1; row++)
        {
            for (var column = 0; column < grey.GetLength(1) - 1; column++)
            {
                together += (grey[row, column] - mean) * (grey[row, column + 1] + grey[row + 1, column] - (2 * mean));
                pairs += 2;
            }
        }

        return spread < 1e-9 || pairs == 0 ? 1 : together / pairs / spread;
    }

    /// <summary>How light each part is on average; of a large picture some of its pixels stand for all.</summary>
    private static double[,] Grey(SKBitmap picture, int columns, int rows)
    {
        (columns, rows) = (Math.Min(columns, picture.Width), Math.Min(rows, picture.Height));
        var (sums, counts, step) = (new double[rows, columns], new int[rows, columns], Math.Max(1, Math.Max(picture.Width, picture.Height) / Samples));
        var pixels = picture.GetPixelSpan();
        for (var y = 0; y < picture.Height; y += step)
        {
            for (var x = 0; x < picture.Width; x += step)
            {
                var at = (y * picture.RowBytes) + (x * picture.BytesPerPixel);
                var (row, column) = (y * rows / picture.Height, x * columns / picture.Width);
                sums[row, column] += (0.299 * pixels[at]) + (0.587 * pixels[at + 1]) + (0.114 * pixels[at + 2]);
                counts[row, column]++;
            }
        }

        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                sums[row, column] /= Math.Max(1, counts[row, column]);
            }
        }

        return sums;
    }
}
