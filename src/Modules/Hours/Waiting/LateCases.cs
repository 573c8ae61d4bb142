using Weiguang.Cases;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Hours.Waiting;

/// <summary>Engagements whose records were not complete within ten working days (Order 67, article 12).</summary>
internal sealed class LateCases(AppDbContext db, TimeProvider clock) : CaseKind("hours.late", Phrase.Of("催办超期的记录"), HoursPermissions.Decide, days: 0)
{
    public override IQueryable<OpenCase> Open()
    {
        var now = clock.Now();
        return db.Set<RecordClock>().Where(k => k.DoneAt == null && k.DueAt <= now
            && db.Set<ServiceRecord>().Any(r => r.SourceId == k.SourceId && r.EngagementId == k.EngagementId && r.State != RecordState.Void
                && (r.Stars == null || r.State == RecordState.Questioned || r.State == RecordState.Unconfirmed)))
            .Select(k => new OpenCase { SourceId = k.SourceId, Id = k.EngagementId, DivisionCode = k.DivisionCode, At = k.DueAt });
    }

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var (sources, engagements) = cases.Keys();
        var found = await db.Set<RecordClock>().AsNoTracking().Where(k => sources.Contains(k.SourceId) && engagements.Contains(k.EngagementId)).ToListAsync(ct);
        var unfinished = (await db.Set<ServiceRecord>().AsNoTracking().Where(r => sources.Contains(r.SourceId) && engagements.Contains(r.EngagementId)).Where(RecordQueries.IsUnfinished)
            .Select(r => new { r.EngagementId, r.VolunteerId }).ToListAsync(ct)).ToLookup(r => r.EngagementId, r => r.VolunteerId);
        return found.ToDictionary(k => k.EngagementId, k => new CaseWords(
            k.Title, k.Organiser, $"{HoursLinks.Office(k.SourceId)}?engagement={k.EngagementId}", Matter(k, unfinished[k.EngagementId])));
    }

    /// <param name="clock">Of the engagement whose records are late.</param>
    /// <param name="unfinished">The volunteers whose records are not complete.</param>
    public static Matter Matter(RecordClock clock, IEnumerable<Guid> unfinished) => new(HoursPermissions.Decide, clock.DivisionCode, null, Waiting.Alone(unfinished));
}
