using Weiguang.Hours.Domain;

namespace Weiguang.Hours.Records;

/// <summary>Whose hands somebody's hours went through: whoever ticked, at either end, is no second word for it, and none of them judges it.</summary>
internal sealed class Hands(AppDbContext db, IEnumerable<IEngagementSource> sources)
{
    /// <summary>Who ticked or scanned each of these records' people in or out, by record.</summary>
    public async Task<ILookup<Guid, Guid>> WordsAsync(IReadOnlyCollection<ServiceRecord> records, CancellationToken ct)
    {
        var (ids, engagements, people) = (records.Select(r => r.SourceId).Distinct().ToList(), records.Select(r => r.EngagementId).Distinct().ToList(), records.Select(r => r.VolunteerId).Distinct().ToList());
        var proofs = ids.Count == 0 ? [] : await db.Set<Proof>().AsNoTracking().Where(p => ids.Contains(p.SourceId) && engagements.Contains(p.EngagementId) && people.Contains(p.VolunteerId) && p.ByPersonId != null)
            .Select(p => new { p.EngagementId, p.VolunteerId, By = p.ByPersonId!.Value }).Distinct().ToListAsync(ct);
        return (from record in records
                from proof in proofs
                where proof.EngagementId == record.EngagementId && proof.VolunteerId == record.VolunteerId
                select (record.Id, proof.By)).Concat(from record in records where record.WordOf != null select (record.Id, By: record.WordOf!.Value)).ToLookup(h => h.Id, h => h.By);
    }

    /// <summary>Everybody with a part in these records of one source: who serves, leads, ticked, confirmed or changed them, and who arranged what they are of.</summary>
    public async Task<HashSet<Guid>> AllAsync(IReadOnlyCollection<ServiceRecord> records, CancellationToken ct)
    {
        var hands = records.SelectMany(r => (Guid[])[r.LeadId, r.VolunteerId]).Concat((await WordsAsync(records, ct)).SelectMany(h => h)).ToHashSet();
        foreach (var (source, own) in records.GroupBy(r => r.SourceId).Select(g => (g.Key, g.ToList())))
        {
            var ids = own.ConvertAll(r => r.Id);
            hands.UnionWith(await db.Set<RecordEvent>().AsNoTracking().Where(e => e.SourceId == source && ids.Contains(e.RecordId)).Select(e => e.ActorId).Distinct().ToListAsync(ct));
            hands.UnionWith(await sources.Single(s => s.Kind == own[0].Source).HandsAsync(source, ct));
        }

        hands.Remove(Guid.Empty);
        return hands;
    }
}
