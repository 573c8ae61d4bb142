using Weiguang.Activities.Domain;
using Weiguang.Projects;

namespace Weiguang.Activities.Organising;

/// <summary>Activities keep what excludes their project, so that the sign-up desk need not ask for it; here they follow when it changes. Whoever has a seat already keeps it.</summary>
internal sealed class FollowExclusions(AppDbContext db, ProjectDirectory projects) : ISubscriber<ExclusionsChanged>
{
    private static readonly ActivityStatus[] Over = [ActivityStatus.Ended, ActivityStatus.Closed, ActivityStatus.Cancelled];

    public async Task HandleAsync(IReadOnlyList<ExclusionsChanged> events, CancellationToken ct)
    {
        var changed = (await projects.FindAsync(events.SelectMany(m => m.ProjectIds), ct)).Values;
        // Held in the order of their ids like everywhere, before any of them is written.
        var (ids, from) = (changed.Select(p => (Guid?)p.Id).ToArray(), Over);
        var follow = await db.Set<Activity>().IgnoreQueryFilters().Where(a => ids.Contains(a.ProjectId) && !from.Contains(a.Status)).Select(a => a.Id).ToListAsync(ct);
        foreach (var some in follow.Order().Chunk(500))
        {
            await db.LockAsync<Activity>(some, ct);
        }

        db.ChangeTracker.Clear(); // Held, not to be saved: they are changed by one statement below.
        foreach (var project in changed)
        {
            await db.Set<Activity>().IgnoreQueryFilters().Where(a => a.ProjectId == project.Id && !Over.Contains(a.Status)).ExecuteUpdateAsync(
                a => a.SetProperty(x => x.ExclusiveWith, project.ExclusiveWith).SetProperty(x => x.Version, x => x.Version + 1), ct);
        }
    }
}
