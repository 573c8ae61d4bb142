using System.Text;

namespace Weiguang.Kernel.Text;

/// <summary>The text of a CSV file as people's programs save it: UTF-8 or UTF-16, with their mark or without, or the code page of Excel in China.</summary>
public static class SheetText
{
    public static async Task<string> ReadAsync(Stream file, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, ct);
        return CleanText.Of(Decode(bytes.ToArray()));
    }

    private static string Decode(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] || HasZeros(bytes, 1))
        {
            return Encoding.Unicode.GetString(bytes);
        }

        if (bytes is [0xFE, 0xFF, ..] || HasZeros(bytes, 0))
        {
            return Encoding.BigEndianUnicode.GetString(bytes);
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetString(bytes);
        }
    }

    /// <summary>Digits and separators have an empty half in UTF-16, always the same one; in no other encoding does a text have such bytes.</summary>
    private static bool HasZeros(byte[] bytes, int half) => bytes.Length >= 2 && bytes.Length % 2 == 0
        && Enumerable.Range(0, bytes.Length / 2).Count(i => bytes[(2 * i) + half] == 0) is var zeros && zeros * 10 > bytes.Length / 2 && zeros > 4 * Enumerable.Range(0, bytes.Length / 2).Count(i => bytes[(2 * i) + 1 - half] == 0);
}
