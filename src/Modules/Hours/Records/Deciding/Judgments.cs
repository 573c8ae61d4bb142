using Weiguang.Hours.Domain;

namespace Weiguang.Hours.Records.Deciding;

/// <summary>
/// What people have judged never comes again by itself, whatever comes in later and by whatever path: a late reading, a shift that is settled anew, an entry afterwards. A correction is theirs to ask for, and somebody outside
/// decides. What counts nothing and nobody has judged may be counted anew.
/// </summary>
internal static class Judgments
{
    /// <summary>Whoever makes records by what nobody has judged holds the open cases before everything below them: who upholds one this moment is done first, and then it is read.</summary>
    /// <remarks>Past the viewer's scope, and in the caller's transaction.</remarks>
    public static async Task HoldCasesAsync(this AppDbContext db, Guid sourceId, Guid engagementId, CancellationToken ct)
    {
        var open = await db.Set<AnomalyCase>().IgnoreQueryFilters().Where(c => c.SourceId == sourceId && c.EngagementId == engagementId && (c.State == AnomalyState.Open || c.State == AnomalyState.Held)).Select(c => c.Id).ToListAsync(ct);
        if (open.Count > 0)
        {
            await db.LockUnscopedAsync<AnomalyCase>([sourceId], open, ct);
        }
    }

    /// <summary>Whose hours of the engagement somebody took back, corrected or said to nothing, or doubted until nothing was left; and whom an upheld case is about, also before they had a record.</summary>
    /// <remarks>Past the viewer's scope. To be read after the standing records: what is taken back in between is found. Who makes a record of it has held the cases before (<see cref="HoldCasesAsync"/>).</remarks>
    public static async Task<HashSet<Guid>> JudgedAsync(this AppDbContext db, Guid sourceId, Guid engagementId, CancellationToken ct)
    {
        var taken = await db.Set<ServiceRecord>().IgnoreQueryFilters().Where(r => r.SourceId == sourceId && r.EngagementId == engagementId && r.State == RecordState.Void
            && (r.Story.Any(e => e.Action == RecordAction.Revoke || (e.To == RecordState.Void && e.ActorId != Guid.Empty)) || db.Set<Objection>().IgnoreQueryFilters().Any(o => o.SourceId == sourceId && o.RecordId == r.Id)))
            .Select(r => r.VolunteerId).ToListAsync(ct);
        var upheld = await db.Set<AnomalyCase>().IgnoreQueryFilters().AsNoTracking()
            .Where(c => c.SourceId == sourceId && c.EngagementId == engagementId && c.State == AnomalyState.Upheld && c.Kind != AnomalyKind.BackfillShare).ToListAsync(ct);
        return [.. taken, .. upheld.SelectMany(c => c.VolunteerIds)];
    }
}
