using Weiguang.Cases;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Records.Deciding;

namespace Weiguang.Hours.Waiting;

/// <summary>Corrections an organiser has answered, and those of visits, whose organiser is the office itself.</summary>
internal sealed class CorrectionCases(AppDbContext db, Hands hands) : CaseKind
{
    public override string Code => "hours.correction";

    public override string Phrase => Kernel.Text.Phrase.Of("核定更正");

    public override string Permission => HoursPermissions.Decide;

    public override int Days => 5;

    public override IQueryable<OpenCase> Open() => db.Set<Correction>().Where(c => c.State == CorrectionState.Proposed || (c.State == CorrectionState.Asked && c.IsOffices))
        .Select(c => new OpenCase { SourceId = c.SourceId, Id = c.Id, DivisionCode = c.DivisionCode, At = c.At });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var (sources, ids) = cases.Keys();
        var found = await db.Set<Correction>().AsNoTracking().Where(c => sources.Contains(c.SourceId) && ids.Contains(c.Id)).ToListAsync(ct);
        var records = await db.RecordsAsync(sources, [.. found.Select(c => c.RecordId)], ct);
        var parts = await hands.OfAsync([.. records.Values], ct);
        return found.Where(c => records.ContainsKey(c.RecordId)).ToDictionary(c => c.Id, c => Words(c, records[c.RecordId], parts[c.RecordId]));
    }

    /// <summary>Whoever answers does not decide; that a visit's answer is still to come, anybody of the office may give.</summary>
    private CaseWords Words(Correction correction, ServiceRecord record, IEnumerable<Guid> hands) => new(
        record.Title, record.Organiser, HoursLinks.Decide(record.SourceId, record.Id), new(Permission, record.DivisionCode, record.TeamId, [.. hands, .. correction.AnsweredBy is { } by ? [by] : Array.Empty<Guid>()]));
}
