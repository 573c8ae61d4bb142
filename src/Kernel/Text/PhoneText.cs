using System.Text;
using System.Text.RegularExpressions;
using PhoneNumbers;

namespace Weiguang.Kernel.Text;

/// <summary>Phone numbers as people type them: with spaces, dashes and dots, full-width, with the country in front.</summary>
public static partial class PhoneText
{
    private const string China = "CN";
    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    /// <summary>The eleven digits of a mainland mobile number; null for everything else.</summary>
    public static string? Mobile(string? typed)
    {
        var digits = Punctuation().Replace(Plain(typed), "");
        digits = Country().Replace(digits, "");
        return MobileNumber().IsMatch(digits) ? digits : null;
    }

    /// <summary>A number to call somebody on: mobile, a fixed line with its area code (<c>0436-6222222</c>), a 400 number, or a foreign one with its +; null for everything else.</summary>
    public static string? Contact(string? typed)
    {
        if (Mobile(typed) is { } mobile)
        {
            return mobile;
        }

        try
        {
            var number = Numbers.Parse(Plain(typed), China);
            return !Numbers.IsValidNumber(number) || number.HasExtension || Numbers.GetNumberType(number) == PhoneNumberType.MOBILE && number.CountryCode == 86 ? null : Written(number);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>The public number of an office: what <see cref="Contact"/> takes, and a short number of the place (six digits and more) or one with an extension (<c>0436-6222222转8</c>).</summary>
    public static string? Office(string? typed) => Contact(typed) ?? (Plain(typed) is var plain && OfficeNumber().IsMatch(plain) ? plain : null);

    private static string Written(PhoneNumber number)
    {
        if (number.CountryCode != 86)
        {
            return Numbers.Format(number, PhoneNumberFormat.E164);
        }

        var (digits, area) = (Numbers.GetNationalSignificantNumber(number), Numbers.GetLengthOfGeographicalAreaCode(number));
        return area == 0 ? digits : $"0{digits[..area]}-{digits[area..]}";
    }

    private static string Plain(string? typed) => CleanText.Of(typed ?? "").Normalize(NormalizationForm.FormKC).Trim();

    [GeneratedRegex(@"[\s\-.()‐-―·]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"^(\+86|0086|86(?=1\d{10}$))")]
    private static partial Regex Country();

    [GeneratedRegex(@"^\+?[0-9][0-9 \-]{4,18}[0-9](转[0-9]{1,6})?$")]
    private static partial Regex OfficeNumber();

    [GeneratedRegex(@"^1[3-9][0-9]{9}$")]
    private static partial Regex MobileNumber();
}
