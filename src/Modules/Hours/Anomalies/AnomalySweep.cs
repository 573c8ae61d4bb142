using System.Globalization;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Hours.Rulebook;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Regions;

namespace Weiguang.Hours.Anomalies;

/// <summary>
/// Looks at every engagement whose records changed since the last round, all of a part in a handful of queries, and opens a case for each new hit. It reads a few
/// minutes more than it has to: what two nodes find at once, or what came in late, meets at the unique index of the facts.
/// </summary>
internal sealed class AnomalySweep(AppDbContext db, Engagements engagements, RuleBook book, TimeProvider clock)
{
    private const string Mark = "anomalies";
    private const int APart = 50;
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Reach = TimeSpan.FromHours(12);

    /// <summary>Returns how many cases were opened.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.Now();
        var mark = await db.Set<SweepMark>().SingleOrDefaultAsync(m => m.Name == Mark, ct);
        var since = mark is null ? DateTime.MinValue : mark.ReadUntil - Overlap;
        var touched = await db.Set<ServiceRecord>().Where(r => r.StateAt > since).Select(r => new { r.SourceId, r.EngagementId }).Distinct().ToListAsync(ct);
        var rules = await RulesAsync(ct);
        var opened = 0;
        foreach (var part in touched.Chunk(APart))
        {
            opened += await LookAsync([.. part.Select(t => t.SourceId).Distinct()], [.. part.Select(t => t.EngagementId)], rules, now, ct);
        }

        if (mark is null)
        {
            db.Add(mark = new SweepMark { Name = Mark, ReadUntil = now });
        }

        mark.ReadUntil = now;
        await db.SaveChangesAsync(ct);
        return opened;
    }

    private async Task<IReadOnlyDictionary<AnomalyKind, RuleDays<AnomalyRule>>> RulesAsync(CancellationToken ct)
    {
        var watches = HourSheets.Watches.ToList();
        return watches.Zip(await book.AllAsync([.. watches.Select(w => w.Value)], ct), (watch, rules) => (watch.Key, rules)).ToDictionary();
    }

    private async Task<int> LookAsync(Guid[] sourceIds, Guid[] engagementIds, IReadOnlyDictionary<AnomalyKind, RuleDays<AnomalyRule>> rules, DateTime now, CancellationToken ct)
    {
        var known = (await engagements.OfAsync(sourceIds, ct)).ToDictionary(e => e.Id);
        var there = await db.Set<Stay>().AsNoTracking().Where(a => sourceIds.Contains(a.SourceId) && engagementIds.Contains(a.EngagementId)).ToListAsync(ct);
        var ticks = await db.Set<Proof>().Where(p => sourceIds.Contains(p.SourceId) && engagementIds.Contains(p.EngagementId))
            .Select(p => new Tick(p.SourceId, p.EngagementId, p.VolunteerId, p.Kinds, p.At, p.Device, p.ByPersonId)).ToListAsync(ct);
        var stays = there.FindAll(s => known.ContainsKey(s.EngagementId)).ConvertAll(s => SeenOf(s, known));
        var hits = known.Values.GroupBy(e => (e.DivisionCode, e.Day)).SelectMany(place =>
        {
            var (ids, at) = (place.Select(e => e.Id).ToHashSet(), place.Key);
            var (own, read) = (stays.FindAll(s => ids.Contains(s.EngagementId)), ticks.FindAll(t => ids.Contains(t.EngagementId)));
            return Apply(AnomalyKind.Device, at, limits => AnomalyRules.Device(read, limits))
                .Concat(Apply(AnomalyKind.Crowd, at, limits => AnomalyRules.Crowd(read, limits)))
                .Concat(Apply(AnomalyKind.Night, at, limits => AnomalyRules.Night(own, limits)))
                .Concat(Apply(AnomalyKind.Identical, at, limits => AnomalyRules.Identical(own, read, limits)));
        }).ToList();
        hits.AddRange(await TravelAsync(stays, known, (at, find) => Apply(AnomalyKind.Travel, at, find), ct));
        hits.AddRange(await SharesAsync(sourceIds, engagementIds, at => LimitsOf(AnomalyKind.BackfillShare, at), ct));
        return await OpenAsync(hits, known, now, ct);

        IEnumerable<Hit> Apply(AnomalyKind kind, (long Division, DateOnly Day) at, Func<Limits, IEnumerable<Hit>> find) => LimitsOf(kind, at) is { } limits ? find(limits) : [];

        // By the rule of the day: what is switched off today was watched yesterday.
        Limits? LimitsOf(AnomalyKind kind, (long Division, DateOnly Day) at) => rules[kind].Of(at.Division, at.Day).Limits;
    }

    /// <summary>Where else these volunteers were around that time.</summary>
    private async Task<List<Hit>> TravelAsync(List<Seen> stays, Dictionary<Guid, Engagement> known, Func<(long Division, DateOnly Day), Func<Limits, IEnumerable<Hit>>, IEnumerable<Hit>> apply, CancellationToken ct)
    {
        if (stays.Count == 0)
        {
            return [];
        }

        var (since, until) = (stays.Min(s => s.InAt) - Reach, stays.Max(s => s.UntilAt) + Reach);
        var all = new List<Seen>();
        foreach (var volunteers in stays.Select(s => s.VolunteerId).Distinct().Chunk(1000))
        {
            var rows = await db.Set<Stay>().AsNoTracking().Where(s => volunteers.Contains(s.VolunteerId) && s.InAt >= since && s.InAt <= until).ToListAsync(ct);
            foreach (var engagement in await engagements.OfAsync([.. rows.Where(s => !known.ContainsKey(s.EngagementId)).Select(s => s.SourceId).Distinct()], ct))
            {
                known.TryAdd(engagement.Id, engagement);
            }

            // Whoever is checked out late by somebody was not there all that time.
            all.AddRange(rows.Where(s => known.ContainsKey(s.EngagementId)).Select(s => SeenOf(s, known)).Select(s => s with { UntilAt = Earlier(s.UntilAt, known[s.EngagementId]) }));
        }

        return [.. known.Values.Select(e => (e.DivisionCode, e.Day)).Distinct()
            .SelectMany(place => apply(place, limits => AnomalyRules.Travel(all, limits)).Where(hit => (known[hit.EngagementId].DivisionCode, known[hit.EngagementId].Day) == place))];
    }

    /// <summary>How much of a team's month was entered afterwards.</summary>
    private async Task<List<Hit>> SharesAsync(Guid[] sourceIds, Guid[] engagementIds, Func<(long Division, DateOnly Day), Limits?> limitsOf, CancellationToken ct)
    {
        var fresh = await db.Set<ServiceRecord>().AsNoTracking().Where(r => sourceIds.Contains(r.SourceId) && engagementIds.Contains(r.EngagementId)
            && r.Grade == EvidenceGrade.D && r.State != RecordState.Void && r.State != RecordState.Questioned && r.TeamId != null).ToListAsync(ct);
        var hits = new List<Hit>();
        foreach (var month in fresh.GroupBy(r => (Team: r.TeamId!.Value, Month: MonthOf(r.FromAt))))
        {
            var (from, to) = (month.Key.Month.FromShanghai(), month.Key.Month.AddMonths(1).FromShanghai());
            var sums = await db.Set<ServiceRecord>().Where(r => r.TeamId == month.Key.Team && r.FromAt >= from && r.FromAt < to && r.State != RecordState.Void)
                .GroupBy(r => r.Grade).Select(g => new { g.Key, Minutes = g.Sum(r => r.Minutes) }).ToListAsync(ct);
            var (late, all) = (sums.Where(s => s.Key == EvidenceGrade.D).Sum(s => (long)s.Minutes), sums.Sum(s => (long)s.Minutes));
            var latest = month.OrderBy(r => r.FromAt).ThenBy(r => r.Id).First();
            if (limitsOf((latest.DivisionCode, latest.FromAt.DayInShanghai())) is { } limits && late >= limits["minutes"] && late * 100 >= all * limits["percent"])
            {
                hits.Add(new(AnomalyKind.BackfillShare, latest.SourceId, latest.EngagementId, [.. month.Select(r => r.VolunteerId).Distinct()], $"{month.Key.Team}|{month.Key.Month:yyyyMM}",
                    Phrase.Of("这支队伍 {0} 的时长有 {1}% 是补录的，共 {2} 分钟。"), month.Key.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), $"{late * 100 / all}", $"{late}"));
            }
        }

        return hits;
    }

    private async Task<int> OpenAsync(List<Hit> hits, Dictionary<Guid, Engagement> engagements, DateTime now, CancellationToken ct)
    {
        var facts = hits.Select(h => h.Facts).Distinct().ToArray();
        var known = await db.Set<AnomalyCase>().Where(c => facts.Contains(c.Facts)).Select(c => c.Facts).ToListAsync(ct);
        var fresh = hits.DistinctBy(h => h.Facts).Where(h => !known.Contains(h.Facts)).ToList();
        db.AddRange(fresh.Select(h => new AnomalyCase
        {
            SourceId = h.SourceId,
            Kind = h.Kind,
            Facts = h.Facts,
            DivisionCode = engagements[h.EngagementId].DivisionCode,
            TeamId = engagements[h.EngagementId].TeamId,
            Title = engagements[h.EngagementId].Title,
            Organiser = engagements[h.EngagementId].Organiser,
            LeadId = engagements[h.EngagementId].LeadId,
            Evidence = h.Evidence,
            Arguments = h.Arguments,
            EngagementId = h.EngagementId,
            VolunteerIds = [.. h.VolunteerIds],
            At = now,
        }));
        await db.SaveChangesAsync(ct);
        return fresh.Count;
    }

    private static Seen SeenOf(Stay s, Dictionary<Guid, Engagement> known) => new(
        s.VolunteerId, s.SourceId, s.EngagementId, known[s.EngagementId].Title, s.InAt, s.OutAt ?? s.SeenAt, s.OutAt is not null, known[s.EngagementId].Position);

    private static DateTime Earlier(DateTime until, Engagement engagement)
    {
        var last = engagement.EndsAt.AddMinutes(engagement.SlackMinutes);
        return until < last ? until : last;
    }

    private static DateTime MonthOf(DateTime utc)
    {
        var day = utc.ToShanghai();
        return new(day.Year, day.Month, 1);
    }
}
