using System.Text;
using System.Text.RegularExpressions;

namespace Weiguang.Orders.Placing;

/// <summary>The phone of somebody one orders for, as people type it.</summary>
internal static partial class ContactPhone
{
    /// <summary>A mobile number, a fixed line with area code, or a 400 number, without spaces, dashes, brackets and +86; null when it is none of them.</summary>
    public static string? Parse(string? text)
    {
        var digits = new string([.. (text ?? "").Normalize(NormalizationForm.FormKC).Where(c => char.IsAsciiDigit(c) || c == '+' || char.IsLetter(c))]);
        digits = digits.StartsWith("+86", StringComparison.Ordinal) ? digits[3..] : digits;
        return Known().IsMatch(digits) ? digits : null;
    }

    [GeneratedRegex(@"^(1[3-9]\d{9}|0\d{9,11}|400\d{7})\z")]
    private static partial Regex Known();
}
