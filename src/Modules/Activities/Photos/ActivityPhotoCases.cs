using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Cases;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Activities.Photos;

/// <summary>New pictures of activities that are out and were reviewed: to be looked at before others see them.</summary>
internal sealed class ActivityPhotoCases(AppDbContext db) : CaseKind("activities.photos", Phrase.Of("看活动的新照片"), ActivityPermissions.Review, days: 2)
{
    public override IQueryable<OpenCase> Open() => db.Set<Activity>().LookedAtBy(db.Viewer).Where(a => a.PublishedAt != null && db.Set<ActivityPhoto>().Any(p => p.OwnerId == a.Id && p.ShownAt == null))
        .Select(a => new OpenCase { SourceId = a.Id, Id = a.Id, DivisionCode = a.DivisionCode, At = db.Set<ActivityPhoto>().Where(p => p.OwnerId == a.Id && p.ShownAt == null).Min(p => p.At) });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var ids = cases.Select(c => c.Id).ToList();
        var found = await db.Set<Activity>().AsNoTracking().Where(a => ids.Contains(a.Id)).ToListAsync(ct);
        var by = (await db.Set<ActivityPhoto>().Where(p => ids.Contains(p.OwnerId) && p.ShownAt == null).Select(p => new { p.OwnerId, p.ById }).ToListAsync(ct)).ToLookup(p => p.OwnerId, p => p.ById);
        return found.ToDictionary(a => a.Id, a => new CaseWords(a.Title, a.Organiser, AlbumLinks.Desk(ActivityAlbum.Kind, a.Id), ReviewRule.Matter(a, [.. by[a.Id].Distinct()])));
    }
}
