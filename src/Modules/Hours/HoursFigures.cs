using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Ledger;

namespace Weiguang.Hours;

/// <summary>What came of sources, in numbers: no record is shown, so it reads past the viewer's scope.</summary>
public sealed class HoursFigures(AppDbContext db)
{
    /// <summary>How many of them somebody came to, or has a record of.</summary>
    public Task<int> HeldAsync(IQueryable<Guid> sourceIds, CancellationToken ct)
    {
        var (stays, records) = (db.Set<Stay>().IgnoreQueryFilters(), Records.Where(r => r.State != RecordState.Void));
        return sourceIds.CountAsync(id => stays.Any(s => s.SourceId == id) || records.Any(r => r.SourceId == id), ct);
    }

    /// <summary>Different people with proven hours there, and their minutes: what is in the ledger or on its way.</summary>
    public async Task<(int People, int Minutes)> ProvenAsync(IQueryable<Guid> sourceIds, CancellationToken ct)
    {
        var proven = Records.Proven().Where(r => sourceIds.Contains(r.SourceId));
        return (await proven.Select(r => r.VolunteerId).Distinct().CountAsync(ct), await proven.SumAsync(r => r.Minutes, ct));
    }

    /// <summary>Proven minutes by source; none for sources without.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> ProvenBySourceAsync(IReadOnlyCollection<Guid> sourceIds, CancellationToken ct) =>
        await Records.Proven().Where(r => sourceIds.Contains(r.SourceId)).GroupBy(r => r.SourceId).Select(g => new { g.Key, Minutes = g.Sum(r => r.Minutes) }).ToDictionaryAsync(g => g.Key, g => g.Minutes, ct);

    /// <summary>What these postings of these people come to now, in minutes: what stands of the record that each was made for, nothing once it was taken back. Postings that are of no record are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> StandingAsync(IReadOnlyCollection<Guid> personIds, IReadOnlyCollection<Guid> postingIds, CancellationToken ct)
    {
        var made = await db.Set<RecordEvent>().IgnoreQueryFilters().Where(e => e.Action == RecordAction.Post && e.PostingId != null && postingIds.Contains(e.PostingId.Value))
            .Join(Records.Where(r => personIds.Contains(r.VolunteerId)), e => new { e.SourceId, Id = e.RecordId }, r => new { r.SourceId, r.Id }, (e, r) => new { Posting = e.PostingId!.Value, r.State, r.HeldAt, r.Minutes }).ToListAsync(ct);
        return made.ToDictionary(m => m.Posting, m => m.State == RecordState.Posted || m is { State: RecordState.Proven, HeldAt: null } ? m.Minutes : 0);
    }

    /// <summary>What is in the ledger of these people and must not be used for now, because it is held or somebody doubts it: minutes by transfer, by person.</summary>
    public async Task<ILookup<Guid, DisputedHours>> DisputedAsync(IReadOnlyCollection<Guid> personIds, CancellationToken ct) =>
        (await Records.AsNoTracking().Where(r => personIds.Contains(r.VolunteerId) && r.State == RecordState.Posted).Where(ServiceRecord.IsDisputed).ToListAsync(ct))
            .ToLookup(r => r.VolunteerId, r => new DisputedHours(r.TransferId!.Value, r.Minutes));

    /// <summary>Whether hours of it still wait for somebody's word or somebody's look.</summary>
    public Task<bool> WaitsAsync(Guid sourceId, CancellationToken ct) =>
        Records.AnyAsync(r => r.SourceId == sourceId && r.State != RecordState.Void
            && (r.State == RecordState.Questioned || r.State == RecordState.Unconfirmed || r.State == RecordState.Publicity || r.HeldAt != null || r.OpenObjections > 0), ct);

    /// <summary>How well a visit is proven by its record, with what people have said since, and the source phrase of that; null while there is none.</summary>
    public async Task<(EvidenceGrade Grade, string Words)?> EvidenceAsync(Guid sourceId, CancellationToken ct) =>
        await Records.AsNoTracking().Where(r => r.SourceId == sourceId).OrderByDescending(r => r.Id).Select(r => new { r.Grade, r.State }).FirstOrDefaultAsync(ct) is { } found ? (found.Grade, found.Grade.Words(found.State)) : null;

    private IQueryable<ServiceRecord> Records => db.Set<ServiceRecord>().IgnoreQueryFilters();
}

/// <summary>Hours in the ledger that nobody uses until somebody has decided about them.</summary>
/// <param name="Transfer">The posting that made them.</param>
public sealed record DisputedHours(Guid Transfer, int Minutes);
