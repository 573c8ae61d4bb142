using System.Text;

namespace Weiguang.People.SignIn;

/// <summary>A mainland phone number as people type it.</summary>
internal static class PhoneNumber
{
    /// <summary>Eleven digits without spaces, dashes or +86, full-width digits included; null when it is no mobile number.</summary>
    public static string? Parse(string? text)
    {
        var digits = new string([.. (text ?? "").Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '(' or ')'))]);
        digits = digits.StartsWith("+86", StringComparison.Ordinal) ? digits[3..] : digits;
        return digits.Length == 11 && digits[0] == '1' && digits.All(char.IsAsciiDigit) ? digits : null;
    }
}
