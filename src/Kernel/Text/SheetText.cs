using System.Text;

namespace Weiguang.Kernel.Text;

/// <summary>The text of a CSV file as people's programs save it: UTF-8 or UTF-16 with their mark, UTF-8 without, or the code page of Excel in China.</summary>
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
        if (bytes is [0xFF, 0xFE, ..])
        {
            return Encoding.Unicode.GetString(bytes);
        }

        if (bytes is [0xFE, 0xFF, ..])
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
}
