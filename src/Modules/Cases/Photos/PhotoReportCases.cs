using Weiguang.Kernel.Text;

namespace Weiguang.Cases.Photos;

/// <summary>Pictures that somebody says should not be there: to be looked at soon, for they are in public meanwhile.</summary>
internal sealed class PhotoReportCases(AppDbContext db) : CaseKind("cases.photo-report", Phrase.Of("有人说照片有问题"), CasePermissions.Photos, days: 1)
{
    public override IQueryable<OpenCase> Open() => db.Set<PhotoReport>().Where(r => r.Upheld == null).Select(r => new OpenCase { SourceId = r.OwnerId, Id = r.Id, DivisionCode = r.DivisionCode, At = r.At });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var ids = cases.Select(c => c.Id).ToList();
        var found = await db.Set<PhotoReport>().AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync(ct);
        return found.ToDictionary(r => r.Id, r => new CaseWords(ShortWords.Of(r.Reason, 60), r.Title, CaseLinks.PhotoReport(r.Id), r.Matter));
    }
}
