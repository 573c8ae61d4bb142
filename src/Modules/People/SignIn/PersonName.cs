using System.Text;

namespace Weiguang.People.SignIn;

/// <summary>A person's name as they type it: Chinese, Latin, Cyrillic or any other letters.</summary>
internal static class PersonName
{
    public const int Longest = 40;

    /// <summary>Trimmed, spaces single; null when it cannot be a name.</summary>
    public static string? Parse(string? text)
    {
        var name = string.Join(' ', (text ?? "").Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return name.Length is >= 2 and <= Longest && name.EnumerateRunes().All(r => Rune.IsLetter(r) || IsMark(r) || " ·•.'’-".Contains(r.ToString(), StringComparison.Ordinal)) ? name : null;
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
