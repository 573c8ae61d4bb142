using System.Security.Cryptography;
using Weiguang.Kernel.Time;
using Weiguang.Regions;

namespace Weiguang.People.Domain;

/// <summary>
/// The number on a volunteer's card, as the national system writes it: V, six digits of the county, YYMM of joining, six digits, a check letter.
/// It says nothing about the person, unlike the ID number that earlier cards carried.
/// </summary>
internal static class VolunteerNumber
{
    /// <summary>Without I, O and Q, which read like digits.</summary>
    private const string Letters = "ABCDEFGHJKLMNPRSTUVWXYZ";

    /// <param name="serial">0 to 999999.</param>
    public static string Make(long divisionCode, DateTime joinedUtc, int serial)
    {
        var digits = $"{DivisionCodes.Above(divisionCode, 3) / 1_000_000:D6}{joinedUtc.ToShanghai():yyMM}{serial:D6}";
        return $"V{digits}{Check(digits)}";
    }

    /// <summary>A number nobody has yet: drawn by lot, because a counter per county would stand in the way of mass registration.</summary>
    public static string Draw(long divisionCode, DateTime joinedUtc) => Make(divisionCode, joinedUtc, RandomNumberGenerator.GetInt32(1_000_000));

    public static bool IsValid(string number) =>
        number.Length == 18 && number[0] == 'V' && number.AsSpan(1, 16).IndexOfAnyExceptInRange('0', '9') < 0 && number[17] == Check(number.AsSpan(1, 16));

    // One wrong digit, or two neighbours swapped, always changes the letter: 23 is prime and the weights differ.
    private static char Check(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            sum += (digits[i] - '0') * (i + 1);
        }

        return Letters[sum % Letters.Length];
    }
}
