using Weiguang.Hours.Anomalies.Rules;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Faces;
using Weiguang.Hours.Rulebook;
using Weiguang.Kernel.Time;
using Weiguang.Regions;

namespace Weiguang.Hours.Anomalies;

/// <summary>
/// Looks at engagements, all of a part in a handful of queries: before a record of them is posted (<see cref="IntoLedger.ToLedger"/>), and once more whenever their records change, for what comes in later. Each is
/// judged by the rules that held when it began, whatever was changed since. What it finds opens a case and holds the records (<see cref="AnomalyHolds"/>).
/// </summary>
internal sealed class AnomalySweep(AppDbContext db, Engagements engagements, RuleBook book, LateShares shares, AnomalyHolds holds, TimeProvider clock)
{
    private const string Mark = "anomalies";
    private const int APart = 50;
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Reach = TimeSpan.FromHours(12);

    /// <summary>Shifts of an activity with no longer a break between them are one day of it.</summary>
    internal static readonly TimeSpan Break = TimeSpan.FromHours(6);

    /// <summary>How far back who served whom is looked at.</summary>
    private static readonly TimeSpan Acquainted = TimeSpan.FromDays(60);

    private Dictionary<AnomalyKind, RuleDays<AnomalyRule>>? _rules;

    /// <summary>
    /// Every engagement whose records changed since the last round. It reads a few minutes more than it has to: what two nodes find at once, or what came in late, meets at the unique index of the facts.
    /// Returns how many cases were opened or grew.
    /// </summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.Now();
        var since = await db.Set<SweepMark>().Where(m => m.Name == Mark).Select(m => (DateTime?)m.ReadUntil).SingleOrDefaultAsync(ct) is { } until ? until - Overlap : DateTime.MinValue;
        var touched = await db.Set<ServiceRecord>().Where(r => r.StateAt > since).Select(r => new { r.SourceId, r.EngagementId }).Distinct().ToListAsync(ct);
        var opened = 0;
        foreach (var part in touched.Chunk(APart))
        {
            opened += await LookAgainAsync([.. part.Select(t => t.SourceId).Distinct()], [.. part.Select(t => t.EngagementId)], ct);
            db.ChangeTracker.Clear(); // What a later part holds is read as it stands then.
        }

        await MarkAsync(now, ct);
        return opened;
    }

    private async Task MarkAsync(DateTime now, CancellationToken ct)
    {
        if (await db.Set<SweepMark>().SingleOrDefaultAsync(m => m.Name == Mark, ct) is not { } mark)
        {
            db.Add(mark = new SweepMark { Name = Mark, ReadUntil = now });
        }

        mark.ReadUntil = now;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>What the rules find there, and the open cases about it: those that were, and those that this opens. To be saved by the caller, whose transaction holds what grows.</summary>
    public async Task<OpenCases> LookAsync(Guid[] sourceIds, Guid[] engagementIds, CancellationToken ct)
    {
        var known = (await engagements.OfAsync(sourceIds, ct)).ToDictionary(e => e.Id);
        return await holds.OpenAsync(await FindAsync(sourceIds, engagementIds, known, ct), known, sourceIds, engagementIds, ct);
    }

    private async Task<int> LookAgainAsync(Guid[] sourceIds, Guid[] engagementIds, CancellationToken ct)
    {
        var known = (await engagements.OfAsync(sourceIds, ct)).ToDictionary(e => e.Id);
        if (await FindAsync(sourceIds, engagementIds, known, ct) is not { Count: > 0 } hits)
        {
            return 0; // Nobody waits for whoever only looks.
        }

        await using var work = await db.BeginWorkAsync(ct);
        var found = await holds.OpenAsync(hits, known, sourceIds, engagementIds, ct);
        await holds.HoldAsync(found, [], ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return found.News;
    }

    private async Task<List<Hit>> FindAsync(Guid[] sourceIds, Guid[] engagementIds, Dictionary<Guid, Engagement> known, CancellationToken ct)
    {
        var wanted = engagementIds.ToHashSet();
        var own = known.Values.Where(e => wanted.Contains(e.Id)).ToList();
        var (posts, day) = (Beside.Of(known.Values), Beside.Of(known.Values, Break));
        var near = day.With(own.Select(e => e.Id)); // Of the same day: friends and lists can be spread over posts and shifts.
        var beside = known.Values.Where(e => near.Contains(e.Id)).ToList();
        var there = await db.Set<Stay>().AsNoTracking().Where(a => sourceIds.Contains(a.SourceId) && near.Contains(a.EngagementId)).ToListAsync(ct);
        var faces = await db.Set<FaceCheck>().AsNoTracking().Where(c => sourceIds.Contains(c.SourceId) && near.Contains(c.EngagementId)).ToListAsync(ct);
        var ticks = FaceSigns.Clear((await db.Set<Proof>().AsNoTracking().Where(p => sourceIds.Contains(p.SourceId) && near.Contains(p.EngagementId)).ToListAsync(ct)).ConvertAll(Tick.Of), faces);
        var all = there.FindAll(s => known.ContainsKey(s.EngagementId)).ConvertAll(s => SeenOf(s, known));
        var stays = all.FindAll(s => wanted.Contains(s.EngagementId));
        await ReadRulesAsync(ct);
        List<Hit> hits =
        [
            .. Each(AnomalyKind.Device, beside, (ids, limits) => day.Find(Of(ticks, ids), some => AnomalyRules.Device(some, limits))),
            .. Each(AnomalyKind.Crowd, beside, (ids, limits) => posts.Find(Of(ticks, ids), some => ListRules.Crowd(some, limits))),
            .. Each(AnomalyKind.Night, own, (ids, limits) => AnomalyRules.Night(Of(stays, ids), limits)),
            .. Each(AnomalyKind.Identical, beside, (ids, limits) => posts.Find(Of(all, ids), Of(ticks, ids), (some, signs) => ListRules.Identical(some, signs, limits))),
            .. Each(AnomalyKind.Kiosk, own, (ids, limits) => AnomalyRules.Kiosk(Of(stays, ids), Of(ticks, ids), limits)),
            .. Each(AnomalyKind.Position, own, (ids, limits) => PositionRules.Position(Of(ticks, ids), limits)),
            .. Each(AnomalyKind.Forwarded, beside, (ids, limits) => posts.Find(Of(ticks, ids), some => ForwardRules.Forwarded(some, limits))),
            .. Each(AnomalyKind.Face, own, (ids, _) => FaceSigns.Others(faces.FindAll(c => ids.Contains(c.EngagementId)))),
            .. await CirclesAsync(own, stays, ct),
            .. await shares.FindAsync(sourceIds, engagementIds, r => LimitsOf(AnomalyKind.BackfillShare, r.DivisionCode, known.GetValueOrDefault(r.EngagementId)?.HomeDivision, r.FromAt), ct),
            .. await TravelAsync(stays, known, ct),
        ];
        return hits;
    }

    private async Task<IEnumerable<Hit>> CirclesAsync(List<Engagement> own, List<Seen> stays, CancellationToken ct)
    {
        if (stays.Count == 0 || await engagements.AroundAsync([.. own.Select(e => e.SourceId).Distinct()], stays.Min(s => s.InAt) - Acquainted, ct) is not { Count: > 0 } services)
        {
            return [];
        }

        var sources = own.ToLookup(e => e.Id, e => e.SourceId);
        return Each(AnomalyKind.Pair, own, (ids, limits) => CircleRules.Pair(ids.SelectMany(id => sources[id]).ToHashSet(), services, limits))
            .Concat(Each(AnomalyKind.Ring, own, (ids, limits) => CircleRules.Ring(ids.SelectMany(id => sources[id]).ToHashSet(), services, limits)));
    }

    /// <summary>Where else these volunteers were around that time.</summary>
    private async Task<IEnumerable<Hit>> TravelAsync(List<Seen> stays, Dictionary<Guid, Engagement> known, CancellationToken ct)
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

        return Each(AnomalyKind.Travel, [.. known.Values], (ids, limits) => AnomalyRules.Travel(all, limits).Where(hit => ids.Contains(hit.EngagementId)));
    }

    private async Task ReadRulesAsync(CancellationToken ct)
    {
        var watches = HourSheets.Watches.ToList();
        _rules ??= watches.Zip(await book.AllAsync([.. watches.Select(w => w.Value)], ct), (watch, rules) => (watch.Key, rules)).ToDictionary();
    }

    /// <summary>Finds among engagements that were under the same rule, of their place or of the home of who serves there; nothing among those under none.</summary>
    private IEnumerable<Hit> Each(AnomalyKind kind, List<Engagement> own, Func<HashSet<Guid>, Limits, IEnumerable<Hit>> find) =>
        own.SelectMany(e => LimitsOf(kind, e.DivisionCode, e.HomeDivision, e.StartsAt).Select(limits => (Limits: limits, e.Id))).GroupBy(e => e.Limits, e => e.Id).SelectMany(g => find([.. g], g.Key))
            .GroupBy(h => h.Facts).Select(g => g.First() with { VolunteerIds = [.. g.SelectMany(h => h.VolunteerIds).Distinct()] });

    /// <summary>Both rules look: what one of them alone would find is found.</summary>
    private IEnumerable<Limits> LimitsOf(AnomalyKind kind, long division, long? home, DateTime at) =>
        new[] { division, home ?? division }.Distinct().Select(place => _rules![kind].Of(place, at.DayInShanghai()).Limits).OfType<Limits>().Distinct();

    private static List<Seen> Of(List<Seen> stays, HashSet<Guid> ids) => stays.FindAll(s => ids.Contains(s.EngagementId));

    private static List<Tick> Of(List<Tick> ticks, HashSet<Guid> ids) => ticks.FindAll(t => ids.Contains(t.EngagementId));

    private static Seen SeenOf(Stay s, Dictionary<Guid, Engagement> known) => new(
        s.VolunteerId, s.SourceId, s.EngagementId, known[s.EngagementId].Title, s.InAt, s.OutAt ?? s.SeenAt, s.OutAt is not null, known[s.EngagementId].Position);

    private static DateTime Earlier(DateTime until, Engagement engagement)
    {
        var last = engagement.EndsAt.AddMinutes(engagement.SlackMinutes);
        return until < last ? until : last;
    }
}
