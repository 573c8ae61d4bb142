using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace Weiguang.Kernel.Text;

/// <summary>A person's name as they type it: Chinese, Latin, Cyrillic or any other letters.</summary>
public static partial class PersonName
{
    public const int Longest = 40;

    // Between the syllables of a Tibetan name, and often after the last.
    private const char Tsheg = '\u0F0B';
    private const string Marks = " ·.'’-\u0F0B";

    /// <summary>
    /// Trimmed, spaces single, the dot between the parts of a Uyghur or Kazakh name always ·; null when it cannot be a name: fewer than two letters, or a mark
    /// where a letter should begin or end it.
    /// </summary>
    public static string? Parse(string? text)
    {
        var name = Tidy(text);
        var runes = name.EnumerateRunes().ToList();
        return name.Length <= Longest && runes.Count(IsLetter) >= 2 && IsLetter(runes[0]) && (IsLetter(runes[^1]) || IsMark(runes[^1]) || runes[^1].Value == '.')
            && runes.TrueForAll(MayStand) && !name.Contains("··", StringComparison.Ordinal) && !name.Contains($"{Tsheg}{Tsheg}", StringComparison.Ordinal)
            ? name
            : null;
    }

    /// <summary>Why <see cref="Parse"/> takes it for no name.</summary>
    public static string Refusal(string? text, IStringLocalizer phrases)
    {
        var name = Tidy(text);
        if (name.Length > Longest)
        {
            return phrases[Phrase.Of("姓名最多 {0} 个字"), Longest];
        }

        var strange = name.EnumerateRunes().Where(r => !MayStand(r)).Select(r => r.ToString()).FirstOrDefault();
        return strange is not null ? phrases[Phrase.Of("姓名里有不能用的字符：{0}"), strange]
            : name.Length == 0 ? phrases[Phrase.Of("请填您的姓名")]
            : name.EnumerateRunes().Count(IsLetter) < 2 ? phrases[Phrase.Of("请填全名，至少两个字")] : phrases[Phrase.Of("请看看姓名里的点和符号，它们放的地方不对")];
    }

    /// <summary>The one form of what somebody calls a person, be it a name or not (王大娘): spaces single, every dot between parts a ·. For whom others name; who names themselves is held to <see cref="Parse"/>.</summary>
    public static string Tidy(string? text)
    {
        var plain = Dots().Replace(Joiners().Replace(CleanText.Of(text ?? ""), ""), "·").Replace('\u0F0C', Tsheg);
        return string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd(Tsheg);
    }

    private static bool MayStand(Rune rune) => IsLetter(rune) || IsMark(rune) || Marks.Contains(rune.ToString(), StringComparison.Ordinal);

    // 〇 (李〇) is a number to Unicode.
    private static bool IsLetter(Rune rune) => Rune.IsLetter(rune) || rune.Value == '〇';

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    [GeneratedRegex("[\u2022\u2027\u2219\u22C5\u30FB\uFF0E\uFF65\u0387]")]
    private static partial Regex Dots();

    // Between letters of a name they show nothing, and two names that look alike would differ.
    [GeneratedRegex("[\u200C\u200D]")]
    private static partial Regex Joiners();
}
