using System.Globalization;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Hours.Anomalies.Rules;

/// <summary>Who served whom, as a graph: pairs that keep to themselves, and services that come back in a circle. Who serves themselves is the smallest circle, and nothing special.</summary>
internal static class CircleRules
{
    private const int Window = 14;
    private const int LongestRing = 3;
    private static readonly TimeSpan SameHour = TimeSpan.FromMinutes(5);

    /// <summary>What two must have together within the window: a meal brought over every day comes to less, and so little is all that whoever invents one gets by it.</summary>
    private static readonly TimeSpan Worth = TimeSpan.FromHours(6);

    /// <summary>The same of a house that nobody else acts from.</summary>
    private static readonly TimeSpan WorthInOneHouse = TimeSpan.FromHours(4);

    /// <summary>
    /// One and the same two, day after day and six hours at least, and hardly anybody else for either of them. Where they always meet at the same minute for the same time, one day fewer is enough. Where both ends come from one network of their own, a single
    /// long service is, or two days in a row and four hours; whoever comes once a week to the same old person and uses her network is neither.
    /// </summary>
    /// <param name="fresh">The sources to judge.</param>
    /// <param name="services">All that touch their people.</param>
    public static IEnumerable<Hit> Pair(IReadOnlySet<Guid> fresh, IReadOnlyList<Service> services, Limits limits)
    {
        foreach (var visit in services.Where(s => fresh.Contains(s.SourceId)))
        {
            var near = services.Where(s => (s.InAt - visit.InAt).Duration() < TimeSpan.FromDays(Window)).ToList();
            var own = near.FindAll(s => s.VolunteerId == visit.VolunteerId && s.ServedId == visit.ServedId);
            var days = own.Select(s => s.InAt.ToShanghai().Date).Distinct().Count();
            var (given, received) = (Share(own.Count, near.Count(s => s.VolunteerId == visit.VolunteerId)), Share(own.Count, near.Count(s => s.ServedId == visit.ServedId)));
            var (isRoutine, together) = (IsRoutine(own), own.Where(s => s.InAt <= visit.InAt).Aggregate(TimeSpan.Zero, (sum, s) => sum + (s.OutAt - s.InAt)));
            if (Math.Min(given, received) == 100 && own.TrueForAll(s => s.IsOneHouse) && (visit.OutAt - visit.InAt >= TimeSpan.FromHours(limits["hours"]) || (together >= WorthInOneHouse && IsDaily(own))))
            {
                yield return new(AnomalyKind.Pair, visit.SourceId, visit.EngagementId, [visit.VolunteerId], $"{visit.EngagementId}|{visit.VolunteerId}|{visit.ServedId}",
                    Phrase.Of("点单的和上门的用的是同一个网络，那里没有别人；两边都没有别的人，一次就是 {0} 个小时，或者一天接着一天。"), Number((int)(visit.OutAt - visit.InAt).TotalHours))
                { Topic = $"{visit.VolunteerId}|{visit.ServedId}" };
            }
            else if (together >= Worth && days >= limits["days"] - (isRoutine ? 1 : 0) && Math.Min(given, received) >= limits["percent"])
            {
                yield return new(AnomalyKind.Pair, visit.SourceId, visit.EngagementId, [visit.VolunteerId], $"{visit.EngagementId}|{visit.VolunteerId}|{visit.ServedId}",
                    isRoutine ? Phrase.Of("半个月里同样两个人有 {0} 天点单、上门，回回同一个钟点、同样长；去的人 {1}% 是去这一家，这一家 {2}% 是这个人来的。") : Phrase.Of("半个月里同样两个人有 {0} 天点单、上门；去的人 {1}% 是去这一家，这一家 {2}% 是这个人来的。"),
                    Number(days), Number(given), Number(received))
                { Topic = $"{visit.VolunteerId}|{visit.ServedId}" };
            }
        }
    }

    /// <summary>Services that come back to who gave them, over one to three people. The longer the circle, the more often it must have been gone round: neighbours help each other.</summary>
    public static IEnumerable<Hit> Ring(IReadOnlySet<Guid> fresh, IReadOnlyList<Service> services, Limits limits)
    {
        foreach (var visit in services.Where(s => fresh.Contains(s.SourceId)))
        {
            var edges = services.Where(s => (s.InAt - visit.InAt).Duration() < TimeSpan.FromDays(limits["days"])).ToLookup(s => s.VolunteerId);
            if (Around(visit, edges) is { } ring)
            {
                yield return new(AnomalyKind.Ring, visit.SourceId, visit.EngagementId, [visit.VolunteerId], $"{visit.EngagementId}|{visit.VolunteerId}",
                    Phrase.Of("{0} 天里 {1} 次上门转成了一圈，一共 {2} 个人：点单的和上门的是同一个人，或者你来我往。"), Number((int)limits["days"]), Number(ring.Services), Number(ring.People))
                { Topic = string.Join('|', ring.Who.Order()) };
            }
        }
    }

    /// <summary>The shortest circle over this service that was gone round often enough.</summary>
    private static Circle? Around(Service visit, ILookup<Guid, Service> edges)
    {
        var ways = new List<List<Guid>> { new() { visit.VolunteerId, visit.ServedId } };
        for (var length = 1; length <= LongestRing; length++)
        {
            foreach (var way in ways.Where(w => w[^1] == w[0]))
            {
                var services = way.Zip(way.Skip(1)).Sum(leg => edges[leg.First].Count(s => s.ServedId == leg.Second));
                if (services >= (2 * length) - 1)
                {
                    return new([.. way.Skip(1)], services);
                }
            }

            ways = [.. from way in ways
                       where way[^1] != way[0]
                       from next in edges[way[^1]].Select(s => s.ServedId).Distinct()
                       where next == way[0] || !way.Contains(next)
                       select new List<Guid>([.. way, next])];
        }

        return null;
    }

    /// <summary>At the same minute, for the same time, three times at least.</summary>
    private static bool IsRoutine(List<Service> own)
    {
        var times = own.ConvertAll(s => (At: s.InAt.TimeOfDay, Length: s.OutAt - s.InAt));
        return times.Count >= 3 && times.Max(t => t.At) - times.Min(t => t.At) <= SameHour && times.Max(t => t.Length) - times.Min(t => t.Length) <= SameHour;
    }

    private static bool IsDaily(List<Service> own)
    {
        var days = own.Select(s => DateOnly.FromDateTime(s.InAt.ToShanghai())).ToHashSet();
        return days.Any(day => days.Contains(day.AddDays(1)));
    }

    private static int Share(int part, int whole) => whole == 0 ? 0 : part * 100 / whole;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Circle(IReadOnlyList<Guid> Who, int Services)
    {
        public int People => Who.Count;
    }
}
