using Weiguang.Hours.Domain;

namespace Weiguang.Hours.Publicity;

internal static class Doubts
{
    /// <summary>Holds the open doubts about these records: after the cases, before the records (docs/algorithms/locks.md), by whoever may come to answer them.</summary>
    public static async Task HoldDoubtsAsync(this AppDbContext db, IReadOnlyCollection<Guid> sources, IReadOnlyCollection<Guid> recordIds, CancellationToken ct)
    {
        var doubts = await db.Set<Objection>().IgnoreQueryFilters().Where(o => sources.Contains(o.SourceId) && recordIds.Contains(o.RecordId) && o.Upheld == null).Select(o => new { o.SourceId, o.Id }).ToListAsync(ct);
        await db.LockUnscopedAsync<Objection>([.. doubts.Select(o => o.SourceId).Distinct()], [.. doubts.Select(o => o.Id)], ct);
    }
}
