using Weiguang.Cases;
using Weiguang.Hours.Backfill;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Waiting;

/// <summary>Hours entered afterwards that nobody has approved yet.</summary>
internal sealed class BackfillCases(AppDbContext db, Matters matters) : CaseKind("hours.backfill", Phrase.Of("审核补录"), HoursPermissions.Decide, days: 5)
{
    public override IQueryable<OpenCase> Open() => db.Set<Domain.Backfill>().Where(b => b.State == BackfillState.Submitted)
        .Select(b => new OpenCase { SourceId = b.SourceId, Id = b.Id, DivisionCode = b.DivisionCode, At = b.At });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var (sources, ids) = cases.Keys();
        var found = await db.Set<Domain.Backfill>().AsNoTracking().Include(b => b.Entries).Where(b => sources.Contains(b.SourceId) && ids.Contains(b.Id)).ToListAsync(ct);
        var all = await matters.OfAsync(found, ct);
        return found.ToDictionary(b => b.Id, b => new CaseWords(b.Title, b.Organiser, BackfillLinks.Decide(b), all[b.Id]));
    }
}
