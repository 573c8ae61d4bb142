using System.Text;

namespace Weiguang.Activities.Finding;

/// <summary>
/// Chinese has no spaces, so text is cut into pairs of neighbouring characters (扫雪队 → 扫雪 雪队) and into single ones; words of other scripts
/// stay whole, in small letters. What is written and what is asked for is cut the same way, so a two-character word always hits.
/// </summary>
internal static class Bigrams
{
    /// <summary>The pieces of a text in reading order, pairs before singles; letters and digits only, so they are safe in any query.</summary>
    public static IEnumerable<string> Cut(string text)
    {
        foreach (var (run, chinese) in Runs(text))
        {
            if (!chinese)
            {
                yield return string.Concat(run);
                continue;
            }

            for (var i = 0; i + 1 < run.Count; i++)
            {
                yield return run[i] + run[i + 1];
            }
        }

        foreach (var single in Runs(text).Where(r => r.Chinese).SelectMany(r => r.Run).Distinct())
        {
            yield return single;
        }
    }

    /// <summary>What a search asks for: every phrase must occur, its pieces one after the other. Empty when nothing is asked for.</summary>
    public static IReadOnlyList<string[]> Phrases(string? search) =>
    [
        .. Runs(search ?? "").Select(r => (string[])(r.Chinese && r.Run.Count > 1 ? [.. r.Run.Zip(r.Run.Skip(1), (a, b) => a + b)] : [string.Concat(r.Run)])).Take(8),
    ];

    private static IEnumerable<(List<string> Run, bool Chinese)> Runs(string text)
    {
        var (run, chinese) = (new List<string>(), false);
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().EnumerateRunes())
        {
            var (counts, isChinese) = (Rune.IsLetterOrDigit(rune), IsChinese(rune.Value));
            if (run.Count > 0 && (!counts || isChinese != chinese))
            {
                yield return (run, chinese);
                run = [];
            }

            if (counts)
            {
                run.Add(rune.ToString());
                chinese = isChinese;
            }
        }

        if (run.Count > 0)
        {
            yield return (run, chinese);
        }
    }

    private static bool IsChinese(int rune) => rune is >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF;
}
