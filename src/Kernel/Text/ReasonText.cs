namespace Weiguang.Kernel.Text;

/// <summary>A reason as people write it for somebody else to read.</summary>
public static class ReasonText
{
    /// <summary>As columns count them: a rare character of two units is one.</summary>
    public const int MostLetters = 500;

    /// <summary>A source phrase; null when it will do.</summary>
    public static string? Mistake(string? reason) => reason?.Trim().EnumerateRunes().Count() switch
    {
        null or 0 => Phrase.Of("请写明原因。"),
        > MostLetters => Phrase.Of("请写在 500 字以内。"),
        _ => null,
    };
}
