using System.Globalization;

namespace Weiguang.Kernel.Text;

/// <summary>The one way the house shortens words: between what people see as letters, never within one.</summary>
public static class ShortWords
{
    /// <summary>As columns count: a rare character of two units is one, and blanks at the ends are none.</summary>
    public static bool IsLonger(string? words, int most) => words?.Length > most && words.Trim() is var text && text.Length > most && text.EnumerateRunes().Count() > most;

    /// <summary>Trimmed, and at most so many letters as a column counts them. For words that no form refuses.</summary>
    public static string Of(string? words, int most)
    {
        var text = words?.Trim() ?? "";
        var (end, letters) = (0, 0);
        while (text.Length > most && end < text.Length)
        {
            var step = StringInfo.GetNextTextElementLength(text.AsSpan(end));
            foreach (var _ in text.AsSpan(end, step).EnumerateRunes())
            {
                letters++;
            }

            if (letters > most)
            {
                return text[..end].TrimEnd();
            }

            end += step;
        }

        return text;
    }
}
