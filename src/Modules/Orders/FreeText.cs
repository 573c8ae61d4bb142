using Weiguang.Kernel.Text;

namespace Weiguang.Orders;

internal static class FreeText
{
    public const int MostLetters = 1000;

    /// <summary>Free words as they are stored: trimmed, at most 1,000 letters.</summary>
    public static string Short(string? words) => ShortWords.Of(words, MostLetters);

    /// <summary>Said at the field of whoever wrote more than is kept; null when it will do.</summary>
    /// <param name="most">As columns count them.</param>
    public static StepAnswer? TooLong(string? words, int most = MostLetters) => ShortWords.IsLonger(words, most)
        ? Voice.Order.Wrong("reason", most == MostLetters ? Phrase.Of("最多写 1000 个字") : Phrase.Of("最多写 200 个字")) : null;
}
