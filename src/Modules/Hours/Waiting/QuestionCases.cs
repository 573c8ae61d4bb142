using Weiguang.Cases;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Waiting;

/// <summary>Engagements where somebody did not check out and the organiser has not said when they left.</summary>
internal sealed class QuestionCases(AppDbContext db) : CaseKind("hours.check-out", Phrase.Of("核实几点走的"), HoursPermissions.Decide, days: 3)
{
    public override IQueryable<OpenCase> Open() => db.Set<ServiceRecord>().Where(r => r.State == RecordState.Questioned && r.EscalatedAt != null)
        .GroupBy(r => new { r.SourceId, r.EngagementId, r.DivisionCode })
        .Select(g => new OpenCase { SourceId = g.Key.SourceId, Id = g.Key.EngagementId, DivisionCode = g.Key.DivisionCode, At = g.Min(r => r.EscalatedAt)!.Value });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var (sources, engagements) = cases.Keys();
        var found = await db.Set<ServiceRecord>().AsNoTracking().Where(r => sources.Contains(r.SourceId) && engagements.Contains(r.EngagementId) && r.State == RecordState.Questioned && r.EscalatedAt != null).ToListAsync(ct);
        return found.GroupBy(r => r.EngagementId).ToDictionary(g => g.Key, g => Words(g.First(), Waiting.Alone(g.Select(r => r.VolunteerId))));
    }

    private CaseWords Words(ServiceRecord record, IReadOnlyCollection<Guid> people) =>
        new(record.Title, record.Organiser, $"{HoursLinks.Office(record.SourceId)}?engagement={record.EngagementId}", new(Permission, record.DivisionCode, null, people));
}
