using System.Globalization;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Hours.Anomalies;

/// <summary>The rules of fraud, without any database.</summary>
internal static class AnomalyRules
{
    /// <summary>Readings of one end that come so close together are of one moment.</summary>
    private static readonly TimeSpan SameMoment = TimeSpan.FromMinutes(15);

    /// <summary>Somebody left one place and was at another sooner than anybody can travel.</summary>
    public static IEnumerable<Hit> Travel(IEnumerable<Seen> stays, Limits limits)
    {
        foreach (var own in stays.Where(s => s.Place is not null).GroupBy(s => s.VolunteerId))
        {
            var row = own.OrderBy(s => s.InAt).ToList();
            foreach (var (first, next) in row.Zip(row.Skip(1)).Where(p => p.First.SourceId != p.Second.SourceId))
            {
                var km = first.Place!.Value.MetresTo(next.Place!.Value) / 1000;
                if (km >= limits["km"] && km > Math.Max(0, (next.InAt - first.UntilAt).TotalHours) * limits["kmh"])
                {
                    yield return new(AnomalyKind.Travel, next.SourceId, next.EngagementId, [own.Key], $"{own.Key}|{first.EngagementId}|{next.EngagementId}",
                        Phrase.Of("同一个人 {0} 还在“{1}”，{2} 就到了“{3}”，两处相距 {4} 公里。"), Clock(first.UntilAt), first.Title, Clock(next.InAt), next.Title, $"{km:0}");
                }
            }
        }
    }

    /// <summary>One phone proved many people. Kiosks and staff who scan cards are meant to.</summary>
    public static IEnumerable<Hit> Device(IEnumerable<Tick> ticks, Limits limits) =>
        from tick in ticks
        where tick.By is null && tick.Device.Length > 0
        group tick.VolunteerId by (tick.SourceId, tick.EngagementId, tick.Device) into phone
        let people = phone.Distinct().ToList()
        where people.Count >= limits["people"]
        select new Hit(AnomalyKind.Device, phone.Key.SourceId, phone.Key.EngagementId, people, $"{phone.Key.EngagementId}|{phone.Key.Device}",
            Phrase.Of("同一部手机在这次活动给 {0} 个人签了到。"), $"{people.Count}");

    /// <summary>The time of one end rests on nothing but a kiosk whose log does not vouch for what it read: what was noted at another time vouches for that one.</summary>
    public static IEnumerable<Hit> Kiosk(IEnumerable<Seen> stays, IEnumerable<Tick> ticks, Limits limits)
    {
        var read = ticks.ToLookup(t => (t.EngagementId, t.VolunteerId, t.End));
        return from stay in stays
               where RestsOnKiosk(stay, ProofEnd.In, stay.InAt) || (stay.HasLeft && RestsOnKiosk(stay, ProofEnd.Out, stay.UntilAt))
               group stay.VolunteerId by (stay.SourceId, stay.EngagementId) into shift
               let people = shift.Distinct().ToList()
               where people.Count >= limits["people"]
               select new Hit(AnomalyKind.Kiosk, shift.Key.SourceId, shift.Key.EngagementId, people, $"{shift.Key.EngagementId}",
                   Phrase.Of("签到机的记录断了或者时间对不上，这一班有 {0} 个人的签到签退只凭它。"), $"{people.Count}");

        bool RestsOnKiosk(Seen stay, ProofEnd end, DateTime at) => read[(stay.EngagementId, stay.VolunteerId, end)].Where(t => (t.At - at).Duration() <= SameMoment).ToList() is { Count: > 0 } then && then.TrueForAll(t => t.IsUnvouched);
    }

    /// <summary>Hours across the dead of night.</summary>
    public static IEnumerable<Hit> Night(IEnumerable<Seen> stays, Limits limits) =>
        from stay in stays
        where Spans(stay, limits["hour"])
        group stay by (stay.SourceId, stay.EngagementId) into shift
        select new Hit(AnomalyKind.Night, shift.Key.SourceId, shift.Key.EngagementId, [.. shift.Select(s => s.VolunteerId)], $"{shift.Key.EngagementId}",
            Phrase.Of("{0} 个人的时长跨过凌晨 {1} 点，从 {2} 到 {3}。"), $"{shift.Count()}", $"{limits["hour"]:0}", Clock(shift.Min(s => s.InAt)), Clock(shift.Max(s => s.UntilAt)));

    private static bool Spans(Seen stay, double hour)
    {
        var (from, until) = (stay.InAt.ToShanghai(), stay.UntilAt.ToShanghai());
        var night = from.Date.AddHours(hour);
        night = night < from ? night.AddDays(1) : night;
        return night < until;
    }

    internal static string Clock(DateTime utc) => utc.ToShanghai().ToString("M-d HH:mm", CultureInfo.InvariantCulture);
}
