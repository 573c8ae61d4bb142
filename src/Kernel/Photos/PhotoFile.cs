namespace Weiguang.Kernel.Photos;

/// <summary>
/// Pictures as they may be kept: JPEG, PNG or WebP by content, not by name; rebuilt from the parts that draw the picture and nothing else.
/// Position, camera, thumbnail, comments, text chunks and whatever hangs behind the end are gone; only the way up (EXIF orientation) stays.
/// </summary>
public sealed record PhotoFile(string ContentType, byte[] Bytes, int Width, int Height)
{
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>A 1×1 picture proves nothing, and a picture of more than this many pixels a side is an attack on whoever opens it.</summary>
    private const int LeastSide = 16;
    private const int MostSide = 12_000;
    private const long MostPixels = 60_000_000;

    /// <summary>The cleaned picture, or null when this is no picture we keep.</summary>
    public static PhotoFile? Clean(byte[] file)
    {
        try
        {
            var clean = file switch
            {
                [0xFF, 0xD8, 0xFF, ..] => JpegFile.Clean(file),
                [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => PngFile.Clean(file),
                [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebpFile.Clean(file),
                _ => null,
            };
            return clean is not null && file.Length <= MostBytes && IsSensible(clean.Width, clean.Height) ? clean : null;
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return null; // Cut off or crooked: the parts point outside the file.
        }
    }

    private static bool IsSensible(int width, int height) =>
        width is >= LeastSide and <= MostSide && height is >= LeastSide and <= MostSide && (long)width * height <= MostPixels;
}
