using System.Globalization;
using System.Text;

namespace Weiguang.Activities.CheckIn;

/// <summary>
/// First letters of a name's pinyin (王秀英 → wxy), as people type them in a hurry. The order of characters by pinyin comes from ICU, whose collation for
/// Chinese has a mark before the first character of each letter (CLDR zh, U+FDD0 and the letter).
/// </summary>
internal static class Initials
{
    private const string Letters = "ABCDEFGHJKLMNOPQRSTWXYZ";
    private const char Mark = '\uFDD0';

    /// <summary>Family names read otherwise than the same character elsewhere.</summary>
    private static readonly Dictionary<string, char> Families = new()
    {
        ["曾"] = 'z', ["单"] = 's', ["仇"] = 'q', ["查"] = 'z', ["解"] = 'x', ["朴"] = 'p', ["区"] = 'o', ["翟"] = 'z', ["盖"] = 'g', ["乐"] = 'y', ["召"] = 's', ["种"] = 'c', ["覃"] = 'q',
        ["缪"] = 'm', ["黑"] = 'h', ["员"] = 'y', ["冼"] = 'x', ["繁"] = 'p', ["折"] = 's', ["秘"] = 'b', ["尉"] = 'y', ["万"] = 'w',
    };

    private static readonly CompareInfo Pinyin = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;

    /// <summary>Lower case; letters of other scripts stay as they are.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes().Where(r => !Rune.IsWhiteSpace(r)))
        {
            var character = rune.ToString();
            text.Append(text.Length == 0 && Families.TryGetValue(character, out var family) ? family.ToString() : LetterOf(rune, character));
        }

        return text.ToString();
    }

    private static string LetterOf(Rune rune, string character)
    {
        if (rune.Value is not ((>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x3FFFF)))
        {
            return character.ToLowerInvariant();
        }

        var (low, high) = (0, Letters.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Pinyin.Compare(character, $"{Mark}{Letters[middle]}") >= 0 ? (middle, high) : (low, middle - 1);
        }

        return char.ToLowerInvariant(Letters[low]).ToString();
    }
}
