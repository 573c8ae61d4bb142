using Weiguang.Hours.Domain;

namespace Weiguang.Hours.Backfill;

internal static class StandingHours
{
    /// <summary>Who has hours at the engagement that are not void, waiting ones too; past the viewer's scope.</summary>
    public static async Task<HashSet<Guid>> HaveHoursAsync(this AppDbContext db, Guid sourceId, Guid engagementId, CancellationToken ct) =>
        [.. await db.Set<ServiceRecord>().IgnoreQueryFilters().Where(r => r.SourceId == sourceId && r.EngagementId == engagementId && r.State != RecordState.Void).Select(r => r.VolunteerId).ToListAsync(ct)];
}
