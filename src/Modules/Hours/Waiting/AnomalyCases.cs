using Weiguang.Cases;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Waiting;

/// <summary>What looks like made-up hours and has not been looked into.</summary>
internal sealed class AnomalyCases(AppDbContext db, Matters matters) : CaseKind("hours.anomaly", Phrase.Of("核查异常"), HoursPermissions.JudgeAnomalies, days: 3)
{
    public override IQueryable<OpenCase> Open() => db.Set<AnomalyCase>().Where(c => c.State == AnomalyState.Open || c.State == AnomalyState.Held)
        .Select(c => new OpenCase { SourceId = c.SourceId, Id = c.Id, DivisionCode = c.DivisionCode, At = c.At });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var (sources, ids) = cases.Keys();
        var found = await db.Set<AnomalyCase>().AsNoTracking().Where(c => sources.Contains(c.SourceId) && ids.Contains(c.Id)).ToListAsync(ct);
        var parts = await matters.OfAsync(found, ct);
        return found.ToDictionary(c => c.Id, c => new CaseWords(c.Title, c.Organiser, HoursLinks.Anomaly(c.SourceId, c.Id), parts[c.Id]));
    }
}
