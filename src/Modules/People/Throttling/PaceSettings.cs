using Microsoft.Extensions.Configuration;

namespace Weiguang.People.Throttling;

/// <summary>Section <c>Pace</c> of the configuration: limits a region sets differently, and how much more staff may do, who act for many.</summary>
internal sealed class PaceSettings(IConfiguration section)
{
    /// <summary>All limits times this; for load tests.</summary>
    private readonly int _factor = section.GetValue("Factor", 1);

    /// <summary>Staff order by proxy for a whole village.</summary>
    private readonly int _staffFactor = section.GetValue("StaffFactor", 20);

    /// <summary>For example <c>Pace:orders.place:PerHour=20</c>.</summary>
    public Limit[] LimitsOf(Verb verb, bool isStaff)
    {
        var times = Math.Max(1, _factor) * (isStaff ? Math.Max(1, _staffFactor) : 1);
        return
        [
            new(section.GetValue($"{verb.Name}:PerHour", verb.PerHour) * times, TimeSpan.FromHours(1)),
            new(section.GetValue($"{verb.Name}:PerDay", verb.PerDay) * times, TimeSpan.FromDays(1)),
        ];
    }
}
