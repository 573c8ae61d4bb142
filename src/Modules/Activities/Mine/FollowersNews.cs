using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.People;
using Weiguang.Projects;

namespace Weiguang.Activities.Mine;

/// <summary>An activity is out for the first time. Published with the step.</summary>
internal sealed record ActivityOut(Guid Id) : IEvent
{
    public static string Name => "activities.out";
}

/// <summary>Those who follow a team or a project are to be told of what came out; a page of them at a time.</summary>
/// <param name="Called">The team or project, as they know it.</param>
/// <param name="First">The first of the activities that came out together.</param>
/// <param name="But">Whoever follows this has been told already.</param>
/// <param name="After">The last person of the page before.</param>
internal sealed record FollowersDue(Guid Target, string Called, Guid First, int Count, Guid? But, Guid After) : IEvent
{
    public static string Name => "activities.followers-due";
}

/// <summary>Has those told who follow a team or a project of its new activities: once for all of that team and project that came out together, by the name of what they follow.</summary>
internal sealed class FollowersNews(AppDbContext db, ProjectDirectory projects, TimeProvider clock) : ISubscriber<ActivityOut>
{
    public async Task HandleAsync(IReadOnlyList<ActivityOut> events, CancellationToken ct)
    {
        var (ids, now) = (events.Select(e => e.Id).Distinct().ToList(), clock.Now());
        var fresh = await db.Set<Activity>().IgnoreQueryFilters().AsNoTracking()
            .Where(a => ids.Contains(a.Id) && a.Status == ActivityStatus.Published && a.Recruit == RecruitScope.Public && a.EndsAt > now && (a.TeamId != null || a.ProjectId != null))
            .Select(a => new { a.Id, a.Organiser, a.TeamId, a.ProjectId, a.StartsAt }).ToListAsync(ct);
        foreach (var group in fresh.GroupBy(a => (a.TeamId, a.ProjectId)))
        {
            var (first, count) = (group.MinBy(a => (a.StartsAt, a.Id))!, group.Count());
            if (group.Key.TeamId is { } team)
            {
                db.Publish(new FollowersDue(team, first.Organiser, first.Id, count, null, Guid.Empty), clock);
            }

            if (group.Key.ProjectId is { } id && await projects.FindAsync(id, ct) is { } project)
            {
                db.Publish(new FollowersDue(id, project.Title, first.Id, count, group.Key.TeamId, Guid.Empty), clock);
            }
        }

        await db.SaveChangesAsync(ct);
    }
}

/// <summary>Tells one page of followers in a transaction of its own, and asks for the next.</summary>
internal sealed class FollowersPages(AppDbContext db, FollowBook follows, MessageBox messages, TimeProvider clock) : ISubscriber<FollowersDue>
{
    private const int Page = 500;

    public async Task HandleAsync(IReadOnlyList<FollowersDue> events, CancellationToken ct)
    {
        foreach (var due in events)
        {
            await TellAsync(due, ct);
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task TellAsync(FollowersDue due, CancellationToken ct)
    {
        var first = await db.Set<Activity>().IgnoreQueryFilters().AsNoTracking().Where(a => a.Id == due.First).Select(a => new { a.Title, a.LeadId, a.StartsAt, a.EndsAt }).SingleAsync(ct);
        var (kind, arguments) = due.Count == 1
            ? (ActivityMessages.FollowedNew, new[] { due.Called, first.Title, MessageBox.Span(first.StartsAt, first.EndsAt) })
            : (ActivityMessages.FollowedMany, [due.Called, first.Title, $"{due.Count}"]);
        var people = await follows.FollowersAsync(due.Target, due.But, due.After, Page, ct);
        foreach (var person in people.Where(p => p != first.LeadId))
        {
            messages.Put(person, kind, SeatNews.LinkTo(due.First), arguments);
        }

        if (people.Count == Page)
        {
            db.Publish(due with { After = people[^1] }, clock);
        }
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
