namespace Weiguang.Orders;

internal static class FreeText
{
    /// <summary>Free words as they are stored: trimmed, at most 1,000 characters.</summary>
    public static string Short(string? words) => words?.Trim() is { } text ? text[..Math.Min(text.Length, 1000)] : "";
}
