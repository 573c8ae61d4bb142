using System.Globalization;
using System.Text;

namespace Weiguang.Kernel.Text;

/// <summary>
/// Text as we take it in, from wherever it comes: composed (NFC), with nothing in it that a database refuses (NUL, lone surrogates, noncharacters) or that
/// deceives a reader (control characters, marks that turn the direction of writing, zero-width characters); what shows nothing at all is empty, and what is a number is one whatever the keyboard.
/// Passwords pass, too: cleaned alike when set and when given, they only become easier to type. Files (photos, CSV) are read by those who know their form.
/// </summary>
public static class CleanText
{
    // Letters to Unicode, blank to every eye: Hangul fillers, the braille pattern without a dot.
    private static readonly int[] Blanks = [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0];

    public static string Of(string text) => Narrow(IsPlain(text) ? text : Clean(text));

    /// <summary>A number, day or time typed in full-width digits (１４：００), as a Chinese keyboard does; such digits within words stay as they are.</summary>
    private static string Narrow(string text) => text.Any(IsWideDigit) && text.All(c => IsWideDigit(c) || char.IsAsciiDigit(c) || c is ' ' or '.' or ':' or '-' or '/' or '．' or '：' or '－' or '／')
        ? string.Concat(text.Select(c => c > '~' ? (char)(c - '！' + '!') : c)) : text;

    private static bool IsWideDigit(char c) => c is >= '０' and <= '９';

    /// <summary>More marks on one letter than any script writes (the Stream-Safe Text Process of UAX 15): composing a long row of them would take the square of its length.</summary>
    private const int MostMarks = 30;

    private static string Clean(string text)
    {
        var kept = new StringBuilder(text.Length);
        var marks = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                continue; // Half of a pair.
            }

            i += rune.Utf16SequenceLength - 1;
            if (rune.Value == '\r')
            {
                // A browser sends \r\n for one line end, and counts it as one character.
                kept.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
            }
            else if (!IsHarmful(rune))
            {
                marks = IsMark(rune) ? marks + 1 : 0;
                if (marks <= MostMarks)
                {
                    kept.Append(rune);
                }
            }
        }

        var clean = kept.ToString().Normalize(NormalizationForm.FormC);
        return clean.EnumerateRunes().Any(IsVisible) ? clean : "";
    }

    private static bool IsPlain(string text)
    {
        var visible = text.Length == 0;
        foreach (var c in text)
        {
            if (c is not ((>= ' ' and <= '~') or '\n' or '\t' or (>= '\u4E00' and <= '\u9FFF') or (>= '\u3000' and <= '\u3029') or (>= '\uFF01' and <= '\uFF5E')))
            {
                return false;
            }

            visible |= c is not (' ' or '\n' or '\t' or '\u3000');
        }

        return visible;
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsHarmful(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => false,
        < 0x20 or (>= 0x7F and <= 0x9F) => true,
        0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => true, // Direction
        0x00AD or 0x200B or 0x2060 or 0xFEFF => true, // Zero width; the joiners 200C and 200D belong to scripts and stay.
        >= 0xFDD0 and <= 0xFDEF => true,
        _ => (rune.Value & 0xFFFE) == 0xFFFE,
    };

    private static bool IsVisible(Rune rune) => !Rune.IsWhiteSpace(rune) && !Blanks.Contains(rune.Value)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
}
