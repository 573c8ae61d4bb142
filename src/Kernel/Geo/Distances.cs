using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Geo;

/// <summary>Distances as people say them: about, and never nearer than a kilometre, because homes are known no better.</summary>
public static class Distances
{
    /// <summary>A source phrase with its arguments.</summary>
    public static (string Phrase, object[] Arguments) Words(double metres) =>
        metres < 1000 ? (Phrase.Of("不到 1 公里"), []) : (Phrase.Of("约 {0} 公里"), [Math.Round(metres / 1000, metres < 10_000 ? 1 : 0)]);

    public static string Distance(this IStringLocalizer phrases, double metres)
    {
        var (phrase, arguments) = Words(metres);
        return phrases[phrase, arguments];
    }
}
