using Weiguang.Hours.Domain;
using Weiguang.Kernel.Time;
using Weiguang.Messages;

namespace Weiguang.Hours.Anomalies;

/// <summary>The cases about some engagements that nobody has decided.</summary>
/// <param name="News">How many of them were opened or grew just now.</param>
internal sealed record OpenCases(IReadOnlyList<AnomalyCase> Cases, int News)
{
    public AnomalyCase? About(ServiceRecord record) => Cases.FirstOrDefault(c => c.IsAbout(record));
}

/// <summary>
/// Opens a case for what the rules found, and holds the records that open cases are about until they are decided: what is not in the ledger stays out of it, what is there is not used. Whose they are is told why.
/// Case by case: the same facts open one only, more people make it grow, and people who come to facts that were decided open the next.
/// </summary>
internal sealed class AnomalyHolds(AppDbContext db, MessageBox messages, TimeProvider clock)
{
    /// <summary>What was found to be all right about the same people is not asked about again for so long.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromDays(60);

    /// <summary>Opens, and lets grow, what the hits say. To be saved by the caller, in whose transaction it happens.</summary>
    public async Task<OpenCases> OpenAsync(IReadOnlyList<Hit> hits, IReadOnlyDictionary<Guid, Engagement> engagements, Guid[] sourceIds, Guid[] engagementIds, CancellationToken ct)
    {
        (sourceIds, engagementIds) = ([.. sourceIds.Union(hits.Select(h => h.SourceId))], [.. engagementIds.Union(hits.Select(h => h.EngagementId))]); // Who travelled is held where they came to.
        var known = await KnownAsync(sourceIds, engagementIds, ct);
        var (news, muted) = (new List<AnomalyCase>(), await SettledAsync(hits, ct));
        foreach (var hit in hits.DistinctBy(h => h.Facts).Where(h => h.Topic.Length == 0 || !muted.Contains(TopicOf(h))))
        {
            var (facts, same, fresh) = Latest(hit, known);
            if (fresh.Count > 0 && same is null)
            {
                var opened = Open(hit, facts, fresh, engagements[hit.EngagementId]);
                db.Add(opened);
                news.Add(opened);
            }
            else if (fresh.Count > 0)
            {
                same!.Grow(fresh, hit.Evidence, hit.Arguments);
                news.Add(same);
            }
        }

        return new([.. news, .. known.Where(c => c.IsOpen && !news.Exists(n => n.Id == c.Id))], news.DistinctBy(c => c.Id).Count());
    }

    /// <summary>Holds what open cases are about, with rows that the caller needs besides; all of them, held in the order of locks.</summary>
    /// <param name="besides">By source and id; whoever is doubted waits, so their doubts are held before.</param>
    public async Task<List<ServiceRecord>> HoldAsync(OpenCases open, IReadOnlyCollection<(Guid Source, Guid Id)> besides, CancellationToken ct)
    {
        var about = await RecordsAsync(open, ct);
        var all = about.Concat(besides).Distinct().ToList();
        var records = await db.LockUnscopedAsync<ServiceRecord>([.. all.Select(r => r.Source).Distinct()], [.. all.Select(r => r.Id)], ct); // All together, in the order of keys.
        foreach (var record in records)
        {
            if (open.About(record) is { } found && record.Hold(Guid.Empty, clock.Now()))
            {
                messages.Put(record.VolunteerId, HoursMessages.HeldBy(found.Kind), HoursLinks.Of(record), record.Title);
            }
        }

        return records;
    }

    /// <summary>Those not held yet that open cases are about.</summary>
    private async Task<List<(Guid Source, Guid Id)>> RecordsAsync(OpenCases open, CancellationToken ct)
    {
        if (open.Cases.Count == 0)
        {
            return [];
        }

        var (sources, engagements) = (open.Cases.Select(c => c.SourceId).Distinct().ToList(), open.Cases.Select(c => c.EngagementId).Distinct().ToList());
        var records = await db.Set<ServiceRecord>().IgnoreQueryFilters().AsNoTracking().Where(r => sources.Contains(r.SourceId) && engagements.Contains(r.EngagementId) && r.State != RecordState.Void && r.HeldAt == null).ToListAsync(ct);
        return [.. records.Where(r => open.About(r) is not null).Select(r => (r.SourceId, r.Id))];
    }

    /// <summary>The cases there; the open ones held, as they stand once whoever decides one this moment is done: of what was cleared meanwhile nothing is held anew.</summary>
    private async Task<List<AnomalyCase>> KnownAsync(Guid[] sourceIds, Guid[] engagementIds, CancellationToken ct)
    {
        var known = await db.Set<AnomalyCase>().AsNoTracking().Where(c => sourceIds.Contains(c.SourceId) && engagementIds.Contains(c.EngagementId)).ToListAsync(ct);
        var open = known.FindAll(c => c.IsOpen);
        return open.Count == 0 ? known
            : [.. known.Except(open), .. await db.LockUnscopedAsync<AnomalyCase>([.. open.Select(c => c.SourceId).Distinct()], [.. open.Select(c => c.Id)], ct)];
    }

    /// <summary>The open case of these facts, if there is one, and who of the hit is in none of them yet. Each decision ends a case; who comes after it stands in the next.</summary>
    private static (string Facts, AnomalyCase? Same, List<Guid> Fresh) Latest(Hit hit, List<AnomalyCase> known)
    {
        var (facts, fresh) = (hit.Facts, hit.VolunteerIds.Distinct().ToList());
        while (known.Find(c => c.Facts == facts) is { } same)
        {
            fresh = [.. fresh.Except(same.VolunteerIds)];
            if (same.IsOpen)
            {
                return (facts, same, fresh);
            }

            facts = Hit.After(facts, same.Id);
        }

        return (facts, null, fresh);
    }

    private async Task<HashSet<string>> SettledAsync(IReadOnlyList<Hit> hits, CancellationToken ct)
    {
        var (topics, since) = (hits.Where(h => h.Topic.Length > 0).Select(TopicOf).Distinct().ToList(), clock.Now() - Settled);
        return topics.Count == 0 ? [] : [.. await db.Set<AnomalyCase>().Where(c => topics.Contains(c.Topic) && c.State == AnomalyState.Cleared && c.DecidedAt > since).Select(c => c.Topic).ToListAsync(ct)];
    }

    private static string TopicOf(Hit hit) => hit.Topic.Length == 0 ? "" : Hit.HashOf($"{hit.Kind}|{hit.Topic}");

    private AnomalyCase Open(Hit hit, string facts, List<Guid> people, Engagement engagement) => Of(hit, facts, people, engagement, Guid.CreateVersion7(), clock.Now());

    internal static AnomalyCase Of(Hit hit, string facts, IEnumerable<Guid> people, Engagement engagement, Guid id, DateTime now) => new()
    {
        SourceId = hit.SourceId,
        Id = id,
        Kind = hit.Kind,
        Facts = facts,
        Topic = TopicOf(hit),
        DivisionCode = engagement.DivisionCode,
        TeamId = engagement.TeamId,
        Title = engagement.Title,
        Organiser = engagement.Organiser,
        LeadId = engagement.LeadId,
        Evidence = hit.Evidence,
        Arguments = hit.Arguments,
        EngagementId = hit.EngagementId,
        VolunteerIds = [.. people],
        At = now,
    };
}
