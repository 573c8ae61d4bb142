using Weiguang.Cases;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Hours.Waiting;

/// <summary>Corrections an organiser has answered, and those of visits, whose organiser is the office itself.</summary>
internal sealed class CorrectionCases(AppDbContext db, Matters matters, PersonDirectory people) : CaseKind("hours.correction", Phrase.Of("核定更正"), HoursPermissions.Decide, days: 5)
{
    public override IQueryable<OpenCase> Open() => db.Set<Correction>().Where(c => c.State == CorrectionState.Proposed || (c.State == CorrectionState.Asked && c.IsOffices))
        .Select(c => new OpenCase { SourceId = c.SourceId, Id = c.Id, DivisionCode = c.DivisionCode, At = c.At });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var (sources, ids) = cases.Keys();
        var found = await db.Set<Correction>().AsNoTracking().Where(c => sources.Contains(c.SourceId) && ids.Contains(c.Id)).ToListAsync(ct);
        var records = await db.RecordsAsync(sources, [.. found.Select(c => c.RecordId)], ct);
        var parts = await matters.OfAsync(Permission, [.. records.Values], ct);
        var whose = await people.WhoseAsync([.. records.Values], ct);
        return found.Where(c => records.ContainsKey(c.RecordId)).ToDictionary(c => c.Id, c => Words(c, records[c.RecordId], whose[c.RecordId], parts[c.RecordId]));
    }

    /// <summary>Whoever answers does not decide. A visit's answer that is still to come is the office's to give: anybody's of it, also who arranged the visit, and not who went there.</summary>
    private CaseWords Words(Correction correction, ServiceRecord record, string whose, Matter matter) => new(record.Title, whose, HoursLinks.Decide(record.SourceId, record.Id), correction.AnsweredBy is { } by
        ? matter.With([by]) : new(Permission, record.DivisionCode, null, [record.VolunteerId]));
}
