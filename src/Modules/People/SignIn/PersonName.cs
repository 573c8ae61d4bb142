using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Weiguang.Kernel.Text;

namespace Weiguang.People.SignIn;

/// <summary>A person's name as they type it: Chinese, Latin, Cyrillic or any other letters.</summary>
internal static partial class PersonName
{
    public const int Longest = 40;

    /// <summary>
    /// Trimmed, spaces single, the dot between the parts of a Uyghur or Kazakh name always ·; null when it cannot be a name: fewer than two letters, or a mark
    /// where a letter should begin or end it.
    /// </summary>
    public static string? Parse(string? text)
    {
        var name = string.Join(' ', Dots().Replace(Joiners().Replace(CleanText.Of(text ?? ""), ""), "·").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var runes = name.EnumerateRunes().ToList();
        return name.Length <= Longest && runes.Count(IsLetter) >= 2 && IsLetter(runes[0]) && (IsLetter(runes[^1]) || IsMark(runes[^1]) || runes[^1].Value == '.')
            && runes.TrueForAll(r => IsLetter(r) || IsMark(r) || " ·.'’-".Contains(r.ToString(), StringComparison.Ordinal)) && !name.Contains("··", StringComparison.Ordinal)
            ? name
            : null;
    }

    // 〇 (李〇) is a number to Unicode.
    private static bool IsLetter(Rune rune) => Rune.IsLetter(rune) || rune.Value == '〇';

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    [GeneratedRegex("[\u2022\u2027\u2219\u22C5\u30FB\uFF0E\uFF65\u0387]")]
    private static partial Regex Dots();

    // Between letters of a name they show nothing, and two names that look alike would differ.
    [GeneratedRegex("[\u200C\u200D]")]
    private static partial Regex Joiners();
}
