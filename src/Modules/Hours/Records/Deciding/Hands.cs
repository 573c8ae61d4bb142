using Weiguang.Hours.Domain;

namespace Weiguang.Hours.Records.Deciding;

/// <summary>Whose hands somebody's hours went through: whoever ticked, at either end, is no second word for it, and none of them judges it. Also of what the viewer does not see: who may judge must not hang on who asks.</summary>
internal sealed class Hands(AppDbContext db, IEnumerable<IEngagementSource> sources)
{
    /// <summary>Who ticked or scanned the people of these records in or out, by record.</summary>
    public async Task<ILookup<Guid, Guid>> WordsAsync(IReadOnlyCollection<ServiceRecord> records, CancellationToken ct)
    {
        var ticked = await TickedAsync([.. records.Select(r => r.SourceId).Distinct()], [.. records.Select(r => r.EngagementId).Distinct()], [.. records.Select(r => r.VolunteerId).Distinct()], ct);
        return records.SelectMany(r => ticked[(r.EngagementId, r.VolunteerId)].Concat(r.WordOf is { } word ? [word] : []).Select(by => (r.Id, By: by))).ToLookup(h => h.Id, h => h.By);
    }

    /// <summary>Who ticked or scanned these people there, by engagement and volunteer.</summary>
    public async Task<ILookup<(Guid Engagement, Guid Volunteer), Guid>> TickedAsync(IReadOnlyCollection<Guid> sourceIds, IReadOnlyCollection<Guid> engagements, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var proofs = sourceIds.Count == 0 ? [] : await db.Set<Proof>().IgnoreQueryFilters().AsNoTracking().Where(p => sourceIds.Contains(p.SourceId) && people.Contains(p.VolunteerId) && p.ByPersonId != null)
            .Select(p => new { p.EngagementId, p.VolunteerId, By = p.ByPersonId!.Value }).Distinct().ToListAsync(ct);
        return proofs.Where(p => engagements.Contains(p.EngagementId)).ToLookup(p => (p.EngagementId, p.VolunteerId), p => p.By);
    }

    /// <summary>Who published, approved, changed, sent or followed these sources, by source.</summary>
    public async Task<ILookup<Guid, Guid>> ArrangedAsync(IReadOnlyCollection<Guid> sourceIds, CancellationToken ct)
    {
        var all = new List<(Guid Source, Guid Person)>();
        foreach (var source in sourceIds.Count == 0 ? [] : sources)
        {
            all.AddRange((await source.HandsAsync(sourceIds, ct)).SelectMany(g => g.Select(person => (g.Key, person))));
        }

        return all.ToLookup(h => h.Source, h => h.Person);
    }

    /// <summary>
    /// Everybody with a part in each of these records: who serves, leads, ticked, confirmed or doubted it, who said last what it counts, and who arranged or followed what it is of. Whoever holds it while they look into it has none,
    /// nor whoever found another doubt unfounded: else each doubt would use up a referee, and some accounts could keep anybody's hours from ever being decided.
    /// </summary>
    public async Task<ILookup<Guid, Guid>> OfAsync(IReadOnlyCollection<ServiceRecord> records, CancellationToken ct)
    {
        var (sourceIds, ids) = (records.Select(r => r.SourceId).Distinct().ToList(), records.Select(r => r.Id).ToList());
        var words = await WordsAsync(records, ct);
        var steps = ids.Count == 0 ? [] : await db.Set<RecordEvent>().IgnoreQueryFilters().AsNoTracking().Where(e => sourceIds.Contains(e.SourceId) && ids.Contains(e.RecordId) && e.ActorId != Guid.Empty
            && e.Action != RecordAction.Hold && e.Action != RecordAction.Release && e.Action != RecordAction.Dismiss).Select(e => new { e.RecordId, e.ActorId, e.Action, e.Sequence }).ToListAsync(ct);
        // A decision is judged by somebody else, one that another has replaced by nobody any more.
        var stands = steps.Where(e => IsVerdict(e.Action)).GroupBy(e => e.RecordId).ToDictionary(g => g.Key, g => g.Max(e => e.Sequence));
        var changed = steps.Where(e => !IsVerdict(e.Action) || e.Sequence == stands[e.RecordId]).ToLookup(e => e.RecordId, e => e.ActorId);
        // Past the viewer's scope, and decided or not: whoever has said what they think of these hours is no judge of what another says; nor is whoever entered it for somebody at the station: else one clerk alone could take hours away.
        var doubts = ids.Count == 0 ? [] : await db.Set<Objection>().IgnoreQueryFilters().AsNoTracking().Where(o => sourceIds.Contains(o.SourceId) && ids.Contains(o.RecordId)).Select(o => new { o.RecordId, By = o.EnteredBy ?? o.By }).ToListAsync(ct);
        var doubted = doubts.ToLookup(o => o.RecordId, o => o.By);
        var arranged = await ArrangedAsync(sourceIds, ct);
        return records.SelectMany(r => words[r.Id].Concat(changed[r.Id]).Concat(doubted[r.Id]).Concat(arranged[r.SourceId]).Concat([r.LeadId, r.VolunteerId]).Select(by => (r.Id, By: by))).ToLookup(h => h.Id, h => h.By);
    }

    /// <summary>What a referee has said that the record counts.</summary>
    private static bool IsVerdict(RecordAction action) => action is RecordAction.Correct or RecordAction.Revoke or RecordAction.Announce;
}
