using System.Globalization;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Hours;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;

namespace Weiguang.Activities.Anomalies;

/// <summary>
/// Looks at every shift whose records changed since the last round, all of a part in a handful of queries, and opens a case for each new hit. It reads a few
/// minutes more than it has to: what two nodes find at once, or what came in late, meets at the unique index of the facts.
/// </summary>
internal sealed class AnomalySweep(AppDbContext db, TimeProvider clock)
{
    private const string Mark = "anomalies";
    private const int ShiftsAPart = 50;
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Reach = TimeSpan.FromHours(12);

    /// <summary>Returns how many cases were opened.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.Now();
        var mark = await db.Set<SweepMark>().SingleOrDefaultAsync(m => m.Name == Mark, ct);
        var since = mark is null ? DateTime.MinValue : mark.ReadUntil - Overlap;
        var touched = await db.Set<ServiceRecord>().Where(r => r.StateAt > since).Select(r => new { r.ActivityId, r.ShiftId }).Distinct().ToListAsync(ct);
        var rules = await RulesAsync(ct);
        var opened = 0;
        foreach (var part in touched.Chunk(ShiftsAPart))
        {
            opened += await LookAsync([.. part.Select(t => t.ActivityId).Distinct()], [.. part.Select(t => t.ShiftId)], rules, now, ct);
        }

        if (mark is null)
        {
            db.Add(mark = new SweepMark { Name = Mark, ReadUntil = now });
        }

        mark.ReadUntil = now;
        await db.SaveChangesAsync(ct);
        return opened;
    }

    private async Task<ILookup<AnomalyKind, AnomalyRule>> RulesAsync(CancellationToken ct) =>
        (await db.Set<AnomalyRule>().AsNoTracking().ToListAsync(ct)).ToLookup(r => r.Kind);

    private async Task<int> LookAsync(Guid[] activityIds, Guid[] shiftIds, ILookup<AnomalyKind, AnomalyRule> rules, DateTime now, CancellationToken ct)
    {
        var activities = await db.Set<Activity>().AsNoTracking().Where(a => activityIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var there = await db.Set<Attendance>().AsNoTracking().Where(a => activityIds.Contains(a.ActivityId) && shiftIds.Contains(a.ShiftId)).ToListAsync(ct);
        var ticks = await db.Set<Proof>().Where(p => activityIds.Contains(p.ActivityId) && shiftIds.Contains(p.ShiftId))
            .Select(p => new Tick(p.ActivityId, p.ShiftId, p.VolunteerId, p.Kinds, p.At, p.Device, p.ByPersonId)).ToListAsync(ct);
        var stays = there.ConvertAll(a => StayOf(a, activities));
        var hits = activities.Values.GroupBy(a => a.DivisionCode).SelectMany(place =>
        {
            var (ids, at) = (place.Select(a => a.Id).ToHashSet(), place.Key);
            var (own, read) = (stays.FindAll(s => ids.Contains(s.ActivityId)), ticks.FindAll(t => ids.Contains(t.ActivityId)));
            return Apply(AnomalyKind.Device, at, limits => AnomalyRules.Device(read, limits))
                .Concat(Apply(AnomalyKind.Crowd, at, limits => AnomalyRules.Crowd(read, limits)))
                .Concat(Apply(AnomalyKind.Night, at, limits => AnomalyRules.Night(own, limits)))
                .Concat(Apply(AnomalyKind.Identical, at, limits => AnomalyRules.Identical(own, read, limits)));
        }).ToList();
        hits.AddRange(await TravelAsync(stays, activities, (at, find) => Apply(AnomalyKind.Travel, at, find), ct));
        hits.AddRange(await SharesAsync(activityIds, shiftIds, activities, at => LimitsOf(AnomalyKind.BackfillShare, at), ct));
        return await OpenAsync(hits, activities, now, ct);

        IEnumerable<Hit> Apply(AnomalyKind kind, long division, Func<Limits, IEnumerable<Hit>> find) => LimitsOf(kind, division) is { } limits ? find(limits) : [];

        Limits? LimitsOf(AnomalyKind kind, long division)
        {
            var rule = Nearest.Of(rules[kind].ToDictionary(r => r.DivisionCode), division);
            return rule is { IsOn: false } ? null : Limits.Of(kind, rule?.Parameters ?? "{}");
        }
    }

    /// <summary>Where else these volunteers were around that time.</summary>
    private async Task<List<Hit>> TravelAsync(List<Stay> stays, Dictionary<Guid, Activity> activities, Func<long, Func<Limits, IEnumerable<Hit>>, IEnumerable<Hit>> apply, CancellationToken ct)
    {
        if (stays.Count == 0)
        {
            return [];
        }

        var (since, until) = (stays.Min(s => s.InAt) - Reach, stays.Max(s => s.UntilAt) + Reach);
        var all = new List<Stay>();
        foreach (var volunteers in stays.Select(s => s.VolunteerId).Distinct().Chunk(1000))
        {
            var rows = await (from there in db.Set<Attendance>()
                              join activity in db.Set<Activity>() on there.ActivityId equals activity.Id
                              where volunteers.Contains(there.VolunteerId) && there.InAt >= since && there.InAt <= until
                              select new { there, activity }).AsNoTracking().ToListAsync(ct);
            rows.ForEach(r => activities.TryAdd(r.activity.Id, r.activity));
            all.AddRange(rows.Select(r => StayOf(r.there, activities)));
        }

        return [.. activities.Values.Select(a => a.DivisionCode).Distinct()
            .SelectMany(place => apply(place, limits => AnomalyRules.Travel(all, limits)).Where(hit => activities[hit.ActivityId].DivisionCode == place))];
    }

    /// <summary>How much of a team's month was entered afterwards.</summary>
    private async Task<List<Hit>> SharesAsync(Guid[] activityIds, Guid[] shiftIds, Dictionary<Guid, Activity> activities, Func<long, Limits?> limitsOf, CancellationToken ct)
    {
        var fresh = await db.Set<ServiceRecord>().AsNoTracking().Where(r => activityIds.Contains(r.ActivityId) && shiftIds.Contains(r.ShiftId)
            && r.Grade == EvidenceGrade.D && r.State != RecordState.Void && r.State != RecordState.Questioned && r.TeamId != null).ToListAsync(ct);
        var hits = new List<Hit>();
        foreach (var month in fresh.GroupBy(r => (Team: r.TeamId!.Value, Month: MonthOf(r.FromAt))))
        {
            var (from, to) = (month.Key.Month.FromShanghai(), month.Key.Month.AddMonths(1).FromShanghai());
            var sums = await db.Set<ServiceRecord>().Where(r => r.TeamId == month.Key.Team && r.FromAt >= from && r.FromAt < to && r.State != RecordState.Void)
                .GroupBy(r => r.Grade).Select(g => new { g.Key, Minutes = g.Sum(r => r.Minutes) }).ToListAsync(ct);
            var (late, all) = (sums.Where(s => s.Key == EvidenceGrade.D).Sum(s => (long)s.Minutes), sums.Sum(s => (long)s.Minutes));
            var latest = month.OrderBy(r => r.FromAt).ThenBy(r => r.Id).First();
            if (limitsOf(latest.DivisionCode) is { } limits && late >= limits["minutes"] && late * 100 >= all * limits["percent"])
            {
                hits.Add(new(AnomalyKind.BackfillShare, latest.ActivityId, latest.ShiftId, [.. month.Select(r => r.VolunteerId).Distinct()], $"{month.Key.Team}|{month.Key.Month:yyyyMM}",
                    Phrase.Of("这支队伍 {0} 的时长有 {1}% 是补录的，共 {2} 分钟。"), month.Key.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), $"{late * 100 / all}", $"{late}"));
            }
        }

        return hits;
    }

    private async Task<int> OpenAsync(List<Hit> hits, Dictionary<Guid, Activity> activities, DateTime now, CancellationToken ct)
    {
        var facts = hits.Select(h => h.Facts).Distinct().ToArray();
        var known = await db.Set<AnomalyCase>().Where(c => facts.Contains(c.Facts)).Select(c => c.Facts).ToListAsync(ct);
        var fresh = hits.DistinctBy(h => h.Facts).Where(h => !known.Contains(h.Facts)).ToList();
        db.AddRange(fresh.Select(h => new AnomalyCase
        {
            ActivityId = h.ActivityId,
            Kind = h.Kind,
            Facts = h.Facts,
            DivisionCode = activities[h.ActivityId].DivisionCode,
            TeamId = activities[h.ActivityId].TeamId,
            Evidence = h.Evidence,
            Arguments = h.Arguments,
            ShiftId = h.ShiftId,
            VolunteerIds = [.. h.VolunteerIds],
            At = now,
        }));
        await db.SaveChangesAsync(ct);
        return fresh.Count;
    }

    private static Stay StayOf(Attendance a, Dictionary<Guid, Activity> activities) => new(
        a.VolunteerId, a.ActivityId, a.ShiftId, activities[a.ActivityId].Title, a.InAt, a.OutAt ?? a.SeenAt, a.OutAt is not null, activities[a.ActivityId].Position);

    private static DateTime MonthOf(DateTime utc)
    {
        var day = utc.ToShanghai();
        return new(day.Year, day.Month, 1);
    }
}
