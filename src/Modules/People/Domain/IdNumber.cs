using System.Globalization;
using System.Text;

namespace Weiguang.People.Domain;

/// <summary>A citizen identity number by GB 11643-1999: six digits of the region, birth date, three of sequence, a check character.</summary>
internal sealed record IdNumber(string Text, DateOnly BirthDate)
{
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private const string Checks = "10X98765432";

    /// <summary>Null unless length, date and check character are right.</summary>
    public static IdNumber? Parse(string? text, DateOnly today)
    {
        var number = new string([.. (text ?? "").Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(c => !char.IsWhiteSpace(c))]);
        if (number.Length != 18 || number.AsSpan(0, 17).IndexOfAnyExceptInRange('0', '9') >= 0 || number[17] != CheckOf(number))
        {
            return null;
        }

        return DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)
            && born <= today && born.Year >= 1900 ? new IdNumber(number, born) : null;
    }

    internal static char CheckOf(string number)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += (number[i] - '0') * Weights[i];
        }

        return Checks[sum % 11];
    }
}
