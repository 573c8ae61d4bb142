using Weiguang.Activities.Domain;

namespace Weiguang.Tests.Activities;

/// <summary>Makes activities for tests: published, open for sign-up, beginning tomorrow, unless told otherwise.</summary>
internal static class Fair
{
    /// <param name="capacities">Seats of each shift; the shifts follow each other, two hours each.</param>
    public static async Task<(Guid Activity, List<Guid> Shifts)> ActivityAsync(this TestApp app, Action<Activity>? change = null, TimeSpan? begins = null, Guid? lead = null, Guid? team = null, params int[] capacities)
    {
        var now = app.Clock.GetUtcNow().UtcDateTime;
        var start = now + (begins ?? TimeSpan.FromDays(1));
        var activity = new Activity
        {
            Title = "清理河道",
            Category = "0006",
            DivisionCode = TestPeople.Village,
            Organiser = "那金村志愿服务队",
            LeadId = lead ?? Guid.Empty,
            TeamId = team,
            OpensAt = now.AddDays(-1),
            ClosesAt = start,
            StartsAt = start,
            EndsAt = start.AddHours(2),
            CreatedAt = now,
            Lat = Orders.Village.Lat,
            Lon = Orders.Village.Lon,
        };
        var post = new Post { ActivityId = activity.Id, Name = "清理员" };
        activity.Posts.Add(post);
        foreach (var (index, capacity) in (capacities is [] ? [2] : capacities).Index())
        {
            activity.Shifts.Add(new Shift { ActivityId = activity.Id, PostId = post.Id, Capacity = capacity, StartsAt = start.AddHours(2 * index), EndsAt = start.AddHours((2 * index) + 2) });
        }

        activity.Span();
        change?.Invoke(activity);
        Assert.True(activity.Take(ActivityAction.Publish, activity.LeadId, ActivityParty.Organiser, now));
        using var scope = app.Scope();
        scope.Db.Add(activity);
        await scope.Db.SaveChangesAsync();
        return (activity.Id, activity.Shifts.ConvertAll(s => s.Id));
    }
}
