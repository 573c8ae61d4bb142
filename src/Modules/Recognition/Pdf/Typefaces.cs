using System.Globalization;
using System.Text;

namespace Weiguang.Recognition.Pdf;

/// <summary>The fonts that print, the preferred one first; each is opened when a text first needs it.</summary>
internal sealed class Typefaces(IEnumerable<string> files)
{
    private readonly List<Lazy<TrueTypeFont>> _fonts = [.. files.Select(file => new Lazy<TrueTypeFont>(() => new TrueTypeFont(file)))];

    /// <summary>The first font that has all of it, or null.</summary>
    public TrueTypeFont? Of(string text) => _fonts.Find(font => Has(font.Value, text))?.Value;

    /// <summary>Whether the font draws every character, as it stands or composed.</summary>
    public static bool Has(TrueTypeFont font, string text) => HasAsItStands(font, text) || HasAsItStands(font, text.Normalize(NormalizationForm.FormC));

    private static bool HasAsItStands(TrueTypeFont font, string text) =>
        text.EnumerateRunes().All(rune => IsMarkOfShape(rune) || (font.Has(rune) && rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) != UnicodeCategory.PrivateUse));

    /// <summary>What no font has, each once: a text with any of it must not be printed.</summary>
    public IReadOnlyList<string> Missing(string text) => [.. Clusters(Clean(text)).Where(cluster => Of(cluster) is null).Distinct()];

    /// <summary>
    /// A text as it is printed: on one line, and without the invisible characters that turn the direction of others (UAX 9, 2), with which a name
    /// could be made to read as another.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator)
            {
                clean.Append(rune.Value == 0x3000 ? '\u3000' : ' ');
            }
            else if (rune.Value is not (0xAD or 0x61C or 0x200B or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0xFEFF))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }

    public static IEnumerable<string> Clusters(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            yield return text.Substring(at, length);
            at += length;
        }
    }

    /// <summary>Joiners and selectors of a variant shape (UAX 44, Default_Ignorable_Code_Point): a font need not know them.</summary>
    private static bool IsMarkOfShape(Rune rune) =>
        rune.Value is 0x34F or 0x200C or 0x200D or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
