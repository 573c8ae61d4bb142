using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.People;

namespace Weiguang.Activities.Mine;

/// <summary>An activity is out for the first time. Published with the step.</summary>
internal sealed record ActivityOut(Guid Id) : IEvent
{
    public static string Name => "activities.out";
}

/// <summary>Tells those who follow a team or a project of its new activities: once for all of that team and project that came out together.</summary>
internal sealed class FollowersNews(AppDbContext db, FollowBook follows, MessageBox messages, TimeProvider clock) : ISubscriber<ActivityOut>
{
    private const int Batch = 500;

    public async Task HandleAsync(IReadOnlyList<ActivityOut> events, CancellationToken ct)
    {
        var (ids, now) = (events.Select(e => e.Id).Distinct().ToList(), clock.Now());
        var fresh = await db.Set<Activity>().IgnoreQueryFilters().AsNoTracking()
            .Where(a => ids.Contains(a.Id) && a.Status == ActivityStatus.Published && a.Recruit == RecruitScope.Public && a.EndsAt > now && (a.TeamId != null || a.ProjectId != null))
            .Select(a => new { a.Id, a.Title, a.Organiser, a.TeamId, a.ProjectId, a.LeadId, a.StartsAt, a.EndsAt }).ToListAsync(ct);
        foreach (var group in fresh.GroupBy(a => (a.TeamId, a.ProjectId)))
        {
            var first = group.MinBy(a => (a.StartsAt, a.Id))!;
            var (kind, arguments) = group.Count() == 1
                ? (ActivityMessages.FollowedNew, new[] { first.Organiser, first.Title, MessageBox.Span(first.StartsAt, first.EndsAt) })
                : (ActivityMessages.FollowedMany, [first.Organiser, first.Title, $"{group.Count()}"]);
            var targets = new[] { group.Key.TeamId, group.Key.ProjectId }.OfType<Guid>().ToList();
            for (var (after, more) = (Guid.Empty, true); more;)
            {
                var people = await follows.FollowersAsync(targets, after, Batch, ct);
                foreach (var person in people.Where(p => p != first.LeadId))
                {
                    messages.Put(person, kind, SeatNews.LinkTo(first.Id), arguments);
                }

                (after, more) = (people.LastOrDefault(), people.Count == Batch);
            }
        }

        await db.SaveChangesAsync(ct);
    }
}

/// <summary>Activities somebody keeps to find them again.</summary>
internal sealed class KeptActivities(AppDbContext db, ApprovedText approved) : IFollowable
{
    public const string Name = "activity";

    public string Kind => Name;

    public string Heading => Kernel.Text.Phrase.Of("收藏的活动");

    public async Task<IReadOnlyDictionary<Guid, FollowedThing>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var seen = await db.Set<Activity>().AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.StartsAt, a.EndsAt }).ToListAsync(ct);
        var said = await approved.ReadAsync(seen.ConvertAll(a => a.Id), ct); // Not what nobody has said yes to.
        return seen.ToDictionary(a => a.Id, a => new FollowedThing(said[a.Id].Title, SeatNews.LinkTo(a.Id), DayTime.Span(a.StartsAt, a.EndsAt)));
    }
}
