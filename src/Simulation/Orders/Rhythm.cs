using Weiguang.Kernel.Time;
using Weiguang.Orders.Domain;
using Weiguang.Regions;

namespace Weiguang.Simulation.Orders;

/// <summary>When people ask and when they are at home. Figures and their sources: docs/algorithms/simulation.md.</summary>
internal static class Rhythm
{
    private static readonly double[] Weekdays = [0.66, 1.18, 1.06, 1.02, 1.0, 1.1, 0.82]; // From Sunday.

    private static readonly double[] Hours = [0.1, 0.05, 0.03, 0.03, 0.1, 0.5, 2, 5, 9, 10, 8, 5, 3, 5, 8, 7, 5, 4, 4, 4, 2.5, 1.2, 0.5, 0.2];

    private static readonly (int Weight, int From, int To)[] Parts = [(46, 510, 690), (38, 810, 990), (6, 1080, 1200)]; // Morning, afternoon, evening, in minutes.

    /// <summary>How busy a day is, one being usual: weekday, holidays, the Lei Feng day with the week around it.</summary>
    public static double Of(DateOnly day)
    {
        var season = (day.Month, day.Day) switch { (3, 5) => 3.2, (3, >= 1 and <= 10) => 1.5, (12, 5) => 1.6, _ => 1 };
        return Weekdays[(int)day.DayOfWeek] * season * (Holidays.IsStatutory(day) ? 0.45 : 1);
    }

    public static DateTime Moment(DateOnly day, Chance chance)
    {
        var hour = chance.Pick(Enumerable.Range(0, 24).ToList(), h => Hours[h]);
        return day.ToDateTime(new TimeOnly(hour, chance.Below(60), chance.Below(60))).FromShanghai();
    }

    /// <summary>The next moment a person answers the phone or a screen: not at night.</summary>
    public static DateTime Awake(DateTime at, Chance chance)
    {
        var local = at.ToShanghai();
        var awake = local.Hour >= 21 ? local.Date.AddDays(1) : local.Date;
        return local.Hour is >= 6 and < 21 ? at : awake.AddHours(6.5).AddMinutes(chance.Around(50, 0.6)).FromShanghai();
    }

    /// <summary>The next moment a desk is manned; urgent orders ring until nine in the evening.</summary>
    public static DateTime Manned(DateTime at, bool isUrgent, Chance chance)
    {
        var local = at.ToShanghai();
        var closes = isUrgent ? 21 : 17;
        var isOff = local.DayOfWeek == DayOfWeek.Sunday && !isUrgent && chance.Happens(0.7);
        if (local.Hour >= 8 && local.Hour < closes && !isOff)
        {
            return at;
        }

        var day = local.Hour < 8 && !isOff ? local.Date : local.Date.AddDays(1);
        return day.AddHours(8).AddMinutes(Math.Min(200, chance.Around(25, 0.8))).FromShanghai();
    }

    /// <summary>One to three windows in which the asker is at home. Normal orders look some days ahead, one in five to the Friday afternoon of service.</summary>
    public static List<TimeWindow> Windows(Urgency urgency, DateTime at, Chance chance)
    {
        if (urgency == Urgency.Urgent)
        {
            return [new(at, at.AddHours(4))];
        }

        var windows = new SortedDictionary<DateTime, TimeWindow>();
        var today = at.ToShanghai().Date;
        for (var count = chance.Pick<(int Count, int Weight)>([(1, 60), (2, 30), (3, 10)], c => c.Weight).Count; windows.Count < count;)
        {
            var (_, from, to) = chance.Pick(Parts, p => p.Weight);
            var ahead = urgency == Urgency.Soon ? chance.Between(0, 1) : chance.Between(1, 5);
            var friday = urgency == Urgency.Normal && chance.Happens(0.2);
            var day = friday ? today.AddDays(((DayOfWeek.Friday - today.DayOfWeek + 6) % 7) + 1) : today.AddDays(ahead);
            var start = day.AddMinutes(friday ? 810 : from).FromShanghai();
            if (start > at.AddHours(1))
            {
                windows[start] = new(start, day.AddMinutes(friday ? 990 : to).FromShanghai());
            }
            else if (today.AddHours(14) < at.ToShanghai() && urgency == Urgency.Soon)
            {
                today = today.AddDays(1);
            }
        }

        return [.. windows.Values];
    }
}
