using Microsoft.Extensions.Configuration;

namespace Weiguang.People.Throttling;

/// <summary>Section <c>Pace</c> of the configuration: limits a region sets differently, and how much more staff may do, who act for many.</summary>
internal sealed class PaceSettings(IConfiguration section)
{
    /// <summary>All limits times this; for load tests.</summary>
    private readonly int _factor = section.GetValue("Factor", 1);

    /// <summary>Staff order by proxy for a whole village.</summary>
    private readonly int _staffFactor = section.GetValue("StaffFactor", 20);

    /// <summary>More than this nobody does by hand, whoever they are; each time is a number in one row that is read and written as a whole.</summary>
    private const int MostForStaff = 2000;

    /// <summary>For example <c>Pace:orders.place:PerHour=20</c>.</summary>
    public Limit[] LimitsOf(Verb verb, bool isStaff)
    {
        return [new(TimesOf("PerHour", verb.PerHour), TimeSpan.FromHours(1)), new(TimesOf("PerDay", verb.PerDay), TimeSpan.FromDays(1))];

        int TimesOf(string window, int usual)
        {
            var times = section.GetValue($"{verb.Name}:{window}", usual);
            return Math.Max(1, _factor) * (isStaff ? Math.Max(times, Math.Min(MostForStaff, times * Math.Max(1, _staffFactor))) : times);
        }
    }
}
