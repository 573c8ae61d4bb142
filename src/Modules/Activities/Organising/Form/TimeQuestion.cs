using System.Globalization;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities.Organising.Form;

/// <summary>
/// What is asked back about a time that hardly anybody means: so long that its two ends were written the wrong way round, or one of them wrongly. A night of usual length is
/// not asked about.
/// </summary>
/// <param name="Says">Source phrase.</param>
/// <param name="MayBeMeant">No rule forbids it: one tick says that it is meant.</param>
internal sealed record TimeQuestion(string Says, bool MayBeMeant)
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(16);

    /// <summary>Null when nothing is odd about it, or it cannot be read; whether it was meant is not looked at.</summary>
    public static TimeQuestion? About(TimeRow row)
    {
        if (Read(row.From) is not { } from || Read(row.To) is not { } to || from == to || to - from <= Usual) // The clock goes round: the end is on the next day.
        {
            return null;
        }

        return (to < from, to - from <= Longest) switch
        {
            (true, true) => new(Phrase.Of("结束比开始早，是不是写反了？真到第二天才结束，就勾上“没写错”再保存"), true),
            (true, false) => new(Phrase.Of("结束比开始早，是不是写反了？"), false),
            (false, true) => new(Phrase.Of("这一班超过 10 个小时，是不是写错了？真有这么长，就勾上“没写错”再保存"), true),
            (false, false) => null, // Refused as too long.
        };
    }

    private static TimeOnly? Read(string? text) => TimeOnly.TryParse(text?.Trim(), CultureInfo.InvariantCulture, out var time) ? time : null;
}
