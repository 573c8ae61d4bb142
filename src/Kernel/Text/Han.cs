using System.Globalization;
using AnyAscii;

namespace Weiguang.Kernel.Text;

/// <summary>Chinese words on a page of another language: marked, so that they are drawn and read aloud as what they are, and proper names with their reading (docs/adr/0031-readings.md).</summary>
public static class Han
{
    private const char First = '\u3400';
    private const char Last = '\u9fff';

    /// <summary>Surnames that are read otherwise than the same character elsewhere (GB/T 28039, and the dictionary of surnames of 2013).</summary>
    private static readonly Dictionary<string, string> Surnames = new()
    {
        ["单"] = "Shan", ["仇"] = "Qiu", ["解"] = "Xie", ["曾"] = "Zeng", ["区"] = "Ou", ["翟"] = "Zhai", ["乐"] = "Yue", ["朴"] = "Piao", ["盖"] = "Ge", ["查"] = "Zha", ["任"] = "Ren", ["华"] = "Hua",
        ["覃"] = "Qin", ["员"] = "Yun", ["尹"] = "Yin", ["燕"] = "Yan", ["种"] = "Chong", ["召"] = "Shao", ["缪"] = "Miao", ["繁"] = "Po", ["逄"] = "Pang", ["宁"] = "Ning", ["折"] = "She", ["黑"] = "He", ["秘"] = "Bi",
        ["纪"] = "Ji", ["晟"] = "Cheng", ["牟"] = "Mu", ["哈"] = "Ha", ["洗"] = "Xian", ["冼"] = "Xian", ["车"] = "Che", ["隗"] = "Wei", ["吕"] = "Lü", ["佴"] = "Nai", ["重"] = "Chong", ["朝"] = "Chao", ["阚"] = "Kan",
        ["尉迟"] = "Yuchi", ["欧阳"] = "Ouyang", ["司马"] = "Sima", ["上官"] = "Shangguan", ["诸葛"] = "Zhuge", ["司徒"] = "Situ", ["长孙"] = "Zhangsun", ["令狐"] = "Linghu", ["夏侯"] = "Xiahou", ["皇甫"] = "Huangfu",
        ["慕容"] = "Murong", ["东方"] = "Dongfang", ["万俟"] = "Moqi", ["澹台"] = "Tantai", ["单于"] = "Chanyu", ["尉"] = "Wei",
    };

    /// <summary>What stands behind the name proper in names of places, the longest first.</summary>
    private static readonly string[] Kinds = ["村委会", "居委会", "社区", "街道", "省", "市", "县", "区", "旗", "州", "盟", "镇", "乡", "村"];

    public static bool IsForeign => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "zh";

    /// <summary>For the attribute <c>lang</c>: "zh" where the words are Chinese and the page is not.</summary>
    public static string? Lang(string? words) => IsForeign && words?.Any(c => c is >= First and <= Last) == true ? "zh" : null;

    /// <summary>王秀英 → Wang Xiuying; 王*勇 → Wang *yong. Null for a name that is not Chinese.</summary>
    public static string? ReadPerson(string name)
    {
        var given = name.Trim();
        if (given.Length == 0 || given[0] is not (>= First and <= Last))
        {
            return null;
        }

        var surname = given.Length > 2 && Surnames.ContainsKey(given[..2]) ? given[..2] : given[..1];
        var rest = given[surname.Length..].Trim();
        var read = Joined(rest.Select(c => c is >= First and <= Last ? $"{c}".Transliterate() : $"{c}"));
        return $"{Surnames.GetValueOrDefault(surname) ?? Joined(surname.Select(c => $"{c}".Transliterate()))} {read}".Trim();
    }

    /// <summary>How a place is read, written as names are: "tao nan shi" of 洮南市 → Taonan Shi.</summary>
    /// <param name="syllables">One for each character of the name.</param>
    public static string ReadPlace(string name, string syllables)
    {
        var read = syllables.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kind = Kinds.FirstOrDefault(k => name.Length > k.Length && name.EndsWith(k, StringComparison.Ordinal))?.Length ?? 0;
        return read.Length <= kind ? Joined(read) : $"{Joined(read[..^kind])} {Joined(read[^kind..])}".Trim();
    }

    /// <summary>Syllables as one word; where two could be read as others, an apostrophe stands between: Xi'an.</summary>
    private static string Joined(IEnumerable<string> syllables)
    {
        var word = string.Concat(syllables.Where(s => s.Length > 0).Select((s, i) => i > 0 && "aoeAOE".Contains(s[0], StringComparison.Ordinal) ? $"'{s}" : s)).ToLowerInvariant();
        return word.Length == 0 ? "" : $"{char.ToUpperInvariant(word[0])}{word[1..]}";
    }
}
