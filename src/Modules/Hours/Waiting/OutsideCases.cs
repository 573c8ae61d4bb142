using Weiguang.Cases;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Hours.Waiting;

/// <summary>Hours of people who run what they served in, of those whom a kiosk brought in afterwards, and of those of whom nothing but one word is known: nobody who runs it vouches for them.</summary>
internal sealed class OutsideCases(AppDbContext db, Hands hands, PersonDirectory people) : CaseKind("hours.outside", Phrase.Of("没有经手的人来确认时长"), HoursPermissions.Decide, days: 5)
{
    public override IQueryable<OpenCase> Open() => db.Set<ServiceRecord>().Where(r => r.State == RecordState.Unconfirmed && (r.IsOfBody || r.IsLate || r.IsUnseen) && r.OpenObjections == 0)
        .Select(r => new OpenCase { SourceId = r.SourceId, Id = r.Id, DivisionCode = r.DivisionCode, At = r.StateAt });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var (sources, ids) = cases.Keys();
        var found = await db.RecordsAsync(sources, ids, ct);
        var parts = await hands.OfAsync([.. found.Values], ct);
        var whose = await people.WhoseAsync([.. found.Values], ct);
        return found.Values.ToDictionary(r => r.Id, r => new CaseWords(r.Title, whose[r.Id], HoursLinks.Decide(r.SourceId, r.Id), Seconds.MatterOf(r, parts[r.Id])));
    }
}
