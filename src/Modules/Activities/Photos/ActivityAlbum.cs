using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising;
using Weiguang.Activities.Organising.Review;
using Weiguang.Cases;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities.Photos;

/// <summary>
/// Pictures of activities, by whoever organises, before, during and after. Where a reviewer has to say yes to the activity, each new picture waits for one too, and the activity goes on meanwhile:
/// nothing is in public that nobody from outside has seen. Of the rest the organiser decides, by publishing. docs/algorithms/activities.md
/// </summary>
internal sealed class ActivityAlbum(AppDbContext db, OrganisedReader organised, ApprovedText approved, Referee referee, PhotoIntake intake, TimeProvider clock) : Album<ActivityPhoto>(Kind, db, intake, clock)
{
    public const string Kind = "activity";

    protected override IQueryable<ActivityPhoto> OpenToAll => Db.Set<ActivityPhoto>().IgnoreQueryFilters().Where(p =>
        p.ShownAt != null && Db.Set<Activity>().Any(a => a.Id == p.OwnerId && a.PublishedAt != null && a.Recruit != RecruitScope.Closed));

    public override async Task<AlbumOwner?> FindAsync(Guid owner, CancellationToken ct)
    {
        if (!await Db.Set<Activity>().AnyAsync(a => a.Id == owner, ct) || !(await approved.ReadAsync([owner], ct)).TryGetValue(owner, out var said))
        {
            return null;
        }

        var found = new AlbumOwner(owner, said.Title, ActivityLinks.Of(owner), said.DivisionCode) { TeamId = said.TeamId };
        if (await organised.FindAsync(owner, ct) is not { Activity: var activity } sheet)
        {
            return found;
        }

        return found with
        {
            MayEdit = activity.Status != ActivityStatus.Cancelled && activity.PartiesOf(Db.Viewer).HasFlag(ActivityParty.Organiser),
            MayRemove = true,
            MayShow = activity.PublishedAt is not null && await referee.MayDecideAsync(ReviewRule.Matter(activity, await Db.Set<ActivityPhoto>().IgnoreQueryFilters().Where(p => p.OwnerId == owner && p.ShownAt == null).Select(p => p.ById).Distinct().ToListAsync(ct)), ct),
            Waits = activity.PublishedAt is null ? Phrase.Of("活动发布以后，大家才看得到照片。")
                : sheet.Review.Count > 0 || activity.IsUnapproved ? Phrase.Of("这个活动要审核，新放的照片有人看过才公开。") : null,
        };
    }

    protected override Task HoldAsync(Guid owner, CancellationToken ct) => Db.LockAsync<Activity>(owner, ct);
}
