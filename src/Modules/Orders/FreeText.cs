using Weiguang.Kernel.Text;

namespace Weiguang.Orders;

internal static class FreeText
{
    /// <summary>Free words as they are stored: trimmed, at most 1,000 letters.</summary>
    public static string Short(string? words) => ShortWords.Of(words, 1000);
}
