using System.Globalization;
using Weiguang.Cases;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.People;

namespace Weiguang.Hours.Waiting;

/// <summary>Doubts about hours shown in public. Whose doubt it is stands nowhere here.</summary>
internal sealed class ObjectionCases(AppDbContext db, Matters matters, PersonDirectory people) : CaseKind("hours.objection", Phrase.Of("核实时长异议"), HoursPermissions.Decide, days: 5)
{
    public override IQueryable<OpenCase> Open() => db.Set<Objection>().Where(o => o.Upheld == null)
        .Select(o => new OpenCase { SourceId = o.SourceId, Id = o.Id, DivisionCode = o.DivisionCode, At = o.At });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var (sources, ids) = cases.Keys();
        var found = await db.Set<Objection>().AsNoTracking().Where(o => sources.Contains(o.SourceId) && ids.Contains(o.Id)).ToListAsync(ct);
        var records = await db.RecordsAsync(sources, [.. found.Select(o => o.RecordId)], ct);
        var parts = await matters.OfAsync(Permission, [.. records.Values], ct);
        var whose = await people.WhoseAsync([.. records.Values], ct);
        return found.Where(o => records.ContainsKey(o.RecordId)).ToDictionary(o => o.Id, o => Words(o, records[o.RecordId], whose[o.RecordId], parts[o.RecordId].With([o.By])));
    }

    /// <summary>Several may doubt one record: the moment tells them apart, and says nothing of who.</summary>
    private CaseWords Words(Objection objection, ServiceRecord record, string whose, Matter matter) =>
        new($"{record.Title} · {DayTime.Of(objection.At)}", whose, HoursLinks.Objection(objection.SourceId, objection.Id), matter);
}
