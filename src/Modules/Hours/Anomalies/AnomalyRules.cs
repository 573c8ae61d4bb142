using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Regions;

namespace Weiguang.Hours.Anomalies;

/// <summary>Somebody's time at one engagement, as the rules look at it.</summary>
internal sealed record Seen(Guid VolunteerId, Guid SourceId, Guid EngagementId, string Title, DateTime InAt, DateTime UntilAt, bool HasLeft, GeoPoint? Place);

/// <summary>One proof, as the rules look at it.</summary>
internal sealed record Tick(Guid SourceId, Guid EngagementId, Guid VolunteerId, ProofKinds Kinds, DateTime At, string Device, Guid? By);

/// <summary>What a rule found.</summary>
/// <param name="Key">What makes these facts the same as others.</param>
/// <param name="Evidence">Source phrase.</param>
internal sealed record Hit(AnomalyKind Kind, Guid SourceId, Guid EngagementId, IReadOnlyCollection<Guid> VolunteerIds, string Key, string Evidence, params string[] Arguments)
{
    public string Facts => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind}|{Key}")));
}

/// <summary>The numbers of one rule.</summary>
internal sealed class Limits(IReadOnlyDictionary<string, double> values)
{
    public double this[string name] => values[name];

    public static Limits National(AnomalyKind kind) => new(Defaults[kind].ToDictionary(d => d.Key, d => (double)d.Value));

    public static readonly IReadOnlyDictionary<AnomalyKind, Dictionary<string, int>> Defaults = new Dictionary<AnomalyKind, Dictionary<string, int>>
    {
        [AnomalyKind.Travel] = new() { ["kmh"] = 200, ["km"] = 5 },
        [AnomalyKind.Device] = new() { ["people"] = 5 },
        [AnomalyKind.Crowd] = new() { ["people"] = 60, ["minutes"] = 2 },
        [AnomalyKind.Night] = new() { ["hour"] = 3 },
        [AnomalyKind.BackfillShare] = new() { ["percent"] = 30, ["minutes"] = 1200 },
        [AnomalyKind.Identical] = new() { ["people"] = 5 },
    };
}

/// <summary>The rules of fraud, without any database.</summary>
internal static class AnomalyRules
{
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
            Phrase.Of("同一部手机在这一班给 {0} 个人签了到。"), $"{people.Count}");

    /// <summary>Somebody ticked more people on the list than can come through a door in that time.</summary>
    public static IEnumerable<Hit> Crowd(IEnumerable<Tick> ticks, Limits limits)
    {
        var span = TimeSpan.FromMinutes(limits["minutes"]);
        foreach (var list in ticks.Where(t => t.By is not null && t.Kinds == ProofKinds.Word).GroupBy(t => (t.SourceId, t.EngagementId, t.By)))
        {
            if (Densest([.. list.OrderBy(t => t.At)], span) is { Count: > 0 } crowd && crowd.Count >= limits["people"])
            {
                yield return new(AnomalyKind.Crowd, list.Key.SourceId, list.Key.EngagementId, crowd.ConvertAll(t => t.VolunteerId), $"{list.Key.EngagementId}|{list.Key.By}",
                    Phrase.Of("从 {0} 起 {1} 分钟里，一个人点名勾了 {2} 人。"), Clock(crowd[0].At), $"{limits["minutes"]:0}", $"{crowd.Count}");
            }
        }
    }

    /// <summary>Hours across the dead of night.</summary>
    public static IEnumerable<Hit> Night(IEnumerable<Seen> stays, Limits limits) =>
        from stay in stays
        where Spans(stay, limits["hour"])
        group stay by (stay.SourceId, stay.EngagementId) into shift
        select new Hit(AnomalyKind.Night, shift.Key.SourceId, shift.Key.EngagementId, [.. shift.Select(s => s.VolunteerId)], $"{shift.Key.EngagementId}",
            Phrase.Of("{0} 个人的时长跨过凌晨 {1} 点，从 {2} 到 {3}。"), $"{shift.Count()}", $"{limits["hour"]:0}", Clock(shift.Min(s => s.InAt)), Clock(shift.Max(s => s.UntilAt)));

    /// <summary>
    /// Many came and left in the same second: typed in, not lived. Whoever stays through from one shift to the next comes to it at its very start without being read (docs/algorithms/check-in.md):
    /// only arrivals that were read say anything.
    /// </summary>
    public static IEnumerable<Hit> Identical(IEnumerable<Seen> stays, IEnumerable<Tick> ticks, Limits limits) =>
        from stay in stays
        join tick in ticks.Select(t => (t.EngagementId, t.VolunteerId, t.At)).Distinct() on (stay.EngagementId, stay.VolunteerId, stay.InAt) equals tick
        where stay.HasLeft
        group stay.VolunteerId by (stay.SourceId, stay.EngagementId, In: Second(stay.InAt), Out: Second(stay.UntilAt)) into same
        let people = same.Distinct().ToList()
        where people.Count >= limits["people"]
        select new Hit(AnomalyKind.Identical, same.Key.SourceId, same.Key.EngagementId, people, $"{same.Key.EngagementId}|{same.Key.In}",
            Phrase.Of("{0} 个人同一秒签到、同一秒签退：{1} 和 {2}。"), $"{people.Count}", Clock(new DateTime(same.Key.In * TimeSpan.TicksPerSecond)), Clock(new DateTime(same.Key.Out * TimeSpan.TicksPerSecond)));

    private static List<Tick> Densest(List<Tick> ticks, TimeSpan span)
    {
        var (best, bestFrom, from) = (0, 0, 0);
        for (var to = 0; to < ticks.Count; to++)
        {
            while (ticks[to].At - ticks[from].At > span)
            {
                from++;
            }

            (best, bestFrom) = to - from + 1 > best ? (to - from + 1, from) : (best, bestFrom);
        }

        return [.. ticks.Slice(bestFrom, best).DistinctBy(t => t.VolunteerId)];
    }

    private static bool Spans(Seen stay, double hour)
    {
        var (from, until) = (stay.InAt.ToShanghai(), stay.UntilAt.ToShanghai());
        var night = from.Date.AddHours(hour);
        night = night < from ? night.AddDays(1) : night;
        return night < until;
    }

    private static long Second(DateTime at) => at.Ticks / TimeSpan.TicksPerSecond;

    private static string Clock(DateTime utc) => utc.ToShanghai().ToString("M-d HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>How one kind is looked for in a division and below it: a region changes or switches off what does not fit it.</summary>
/// <param name="Limits">Null where it is not looked for.</param>
internal sealed record AnomalyRule(Limits? Limits)
{
    public const string On = "on";

    public static AnomalyRule Of(RuleNumbers numbers) => new(numbers[On] == 0 ? null : new Limits(numbers.Values.Where(n => n.Key != On).ToDictionary(n => n.Key, n => (double)n.Value)));
}
