using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Cases;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities.Waiting;

/// <summary>Activities with some risk that wait to be published; due when they begin.</summary>
internal sealed class ReviewCases(AppDbContext db) : CaseKind("activities.review", Phrase.Of("审核活动"), ActivityPermissions.Review, days: 0)
{
    public override IQueryable<OpenCase> Open() => db.Set<Activity>().ReviewableBy(db.Viewer).Select(a => new OpenCase { SourceId = a.Id, Id = a.Id, DivisionCode = a.DivisionCode, At = a.StartsAt });

    public override async Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct)
    {
        var ids = cases.Select(c => c.Id).ToList();
        var found = await db.Set<Activity>().AsNoTracking().Where(a => ids.Contains(a.Id)).ToListAsync(ct);
        var hands = (await db.Set<ActivityEvent>().AsNoTracking().Where(e => ids.Contains(e.ActivityId)).OrderBy(e => e.Sequence).Select(e => new { e.ActivityId, e.Action, e.ActorId }).ToListAsync(ct))
            .GroupBy(e => e.ActivityId).ToDictionary(g => g.Key, g => ReviewRule.HandsIn(g.Select(e => (e.Action, e.ActorId))));
        return found.ToDictionary(a => a.Id, a => new CaseWords(a.Title, a.Organiser, $"/console/activities/{a.Id}/plan", ReviewRule.Matter(a, hands.GetValueOrDefault(a.Id) ?? [])));
    }
}
