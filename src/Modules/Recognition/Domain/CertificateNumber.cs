using System.Security.Cryptography;
using System.Text;

namespace Weiguang.Recognition.Domain;

/// <summary>
/// Nineteen digits drawn by lot and a check digit: read aloud in five groups of four, it says nothing about its holder, and with 63 bits
/// guessing one is hopeless. The check digit (Damm 2004) notices every wrong digit and every two neighbours swapped.
/// </summary>
internal static class CertificateNumber
{
    public const int Length = 20;

    /// <summary>With the blanks and dashes that people put between the digits.</summary>
    public const int LongestTyped = 80;

    /// <summary>Damm's quasigroup of order 10, row by row.</summary>
    private const string Quasigroup =
        "0317598642" + "7092154863" + "4206871359" + "1750983426" + "6123045978" + "3674209581" + "5869720134" + "8945362017" + "9438617205" + "2581436790";

    public static string Draw()
    {
        var digits = string.Concat(Enumerable.Range(0, Length - 1).Select(_ => (char)('0' + RandomNumberGenerator.GetInt32(10))));
        return digits + Check(digits);
    }

    /// <summary>Takes spaces, dashes and full-width digits as people type them; null when it cannot be a number of ours.</summary>
    public static string? Parse(string? typed)
    {
        if (typed is null or { Length: > LongestTyped })
        {
            return null;
        }

        var digits = string.Concat(typed.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '.')));
        return digits.Length == Length && digits.All(char.IsAsciiDigit) && Check(digits) == '0' ? digits : null;
    }

    /// <summary>In groups of four, as it is printed.</summary>
    public static string Spaced(string number) => string.Join(' ', number.Chunk(4).Select(group => new string(group)));

    // Over a number with its check digit this gives 0.
    internal static char Check(string digits) => digits.Aggregate('0', (interim, digit) => Quasigroup[((interim - '0') * 10) + (digit - '0')]);
}
