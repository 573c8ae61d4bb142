using Weiguang.Kernel.Text;
using Weiguang.Recognition.Domain;

namespace Weiguang.Recognition;

/// <summary>A reason as people write it.</summary>
internal static class ReasonText
{
    /// <summary>A source phrase; null when it will do.</summary>
    public static string? Mistake(string? reason) => reason?.Trim().Length switch
    {
        null or 0 => Phrase.Of("请写明原因。"),
        > StarObjection.MostLetters => Phrase.Of("请写在 500 字以内。"),
        _ => null,
    };
}
