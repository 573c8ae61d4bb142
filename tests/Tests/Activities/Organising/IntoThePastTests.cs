using System.Net;
using System.Net.Http.Json;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Organising;

/// <summary>Who could move a shift to where it is over already would make hours of a day on which nobody was anywhere.</summary>
public class IntoThePastTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const string Coming = "2026-09-04T14:00:00+08:00";
    private const string Passed = "2026-08-20T08:00:00+08:00";

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_over_is_not_published(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("posts", new[] { Post(null, new { startsAt = Passed, endsAt = "2026-08-20T17:00:00+08:00", capacity = 5 }, new { startsAt = Coming, endsAt = "2026-09-04T16:00:00+08:00", capacity = 5 }) })));

        var errors = (await (await program.StepAsync(id, "publish")).JsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors");

        Assert.True(errors.TryGetProperty("posts[0].shifts[0].startsAt", out _), errors.ToString());
        Assert.Null((await app.ActivityOfAsync(id)).PublishedAt);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_people_were_told_of_is_neither_moved_nor_added_there(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team));
        await program.StepAsync(id, "publish");
        await app.SignUpAsync(id);
        var shift = (await app.ActivityOfAsync(id)).Shifts.Single();
        object[] stays = [new { id = shift.Id, startsAt = Coming, endsAt = "2026-09-04T16:00:00+08:00", capacity = 2 }];

        foreach (var shifts in new object[][]
        {
            [new { id = shift.Id, startsAt = Passed, endsAt = "2026-08-20T17:00:00+08:00", capacity = 2 }, new { startsAt = "2026-09-05T14:00:00+08:00", endsAt = "2026-09-05T16:00:00+08:00", capacity = 2 }],
            [new { startsAt = Passed, endsAt = "2026-08-20T17:00:00+08:00", capacity = 2 }, .. stays],
        })
        {
            using var moved = await program.PutAsJsonAsync($"/api/v1/activities/{id}", Draft(team, ("posts", new[] { Post(shift.PostId, shifts) })), Ct);
            var errors = (await moved.JsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors");
            Assert.True(errors.TryGetProperty("posts[0].shifts[0].startsAt", out _), errors.ToString());
        }

        Assert.Equal(shift.StartsAt, (await app.ActivityOfAsync(id)).Shifts.Single().StartsAt);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_rest_of_a_shift_that_is_over_stays(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("posts", new[] { Post(null, new { startsAt = Coming, endsAt = "2026-09-04T16:00:00+08:00", breakMinutes = 60, capacity = 2 }, new { startsAt = "2026-09-20T14:00:00+08:00", endsAt = "2026-09-20T16:00:00+08:00", capacity = 2 }) })));
        await program.StepAsync(id, "publish");
        var (first, second) = (await app.ActivityOfAsync(id)).Shifts.OrderBy(s => s.StartsAt).ToList() is [var one, var two] ? (one, two) : default;
        app.Clock.Advance(TimeSpan.FromDays(5));

        using var changed = await program.PutAsJsonAsync($"/api/v1/activities/{id}", Draft(team, ("posts", new[]
        {
            Post(first.PostId, new { id = first.Id, startsAt = Coming, endsAt = "2026-09-04T16:00:00+08:00", breakMinutes = 0, capacity = 2 }, new { id = second.Id, startsAt = "2026-09-20T14:00:00+08:00", endsAt = "2026-09-20T16:00:00+08:00", capacity = 2 }),
        })), Ct);

        Assert.True((await changed.JsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors").TryGetProperty("posts[0].shifts[0].breakMinutes", out _));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_shift_does_not_come_under_another_post_nor_have_other_seats_once_it_is_over(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, _, program) = await app.LeaderAsync();
        object later = new { startsAt = "2026-09-20T14:00:00+08:00", endsAt = "2026-09-20T16:00:00+08:00", capacity = 2 };
        string[] names = ["一", "二", "三", "四", "五", "六"];
        var id = await program.AddAsync(Draft(team, ("posts", names.Select((name, i) => new { name, shifts = new[] { i == 0 ? new { startsAt = Coming, endsAt = "2026-09-04T16:00:00+08:00", capacity = 2 } : later } }))));
        await program.StepAsync(id, "publish");
        var made = await app.ActivityOfAsync(id);
        var posts = made.Posts.OrderBy(p => p.Place).Select(p => (p.Id, p.Name, Shift: made.Shifts.Single(s => s.PostId == p.Id).Id)).ToList();
        Assert.Equal(names, posts.Select(p => p.Name)); // As they were written, though all were made in one millisecond.

        foreach (var days in (int[])[0, 5]) // Before it begins, and when it is over.
        {
            app.Clock.Advance(TimeSpan.FromDays(days));
            Assert.Equal(["posts[0].shifts[0].id", "posts[1].shifts[0].id"], await RefusedAsync(Posts(i => posts[i > 1 ? i : 1 - i].Id)));
            Assert.Equal(6, (await RefusedAsync(Posts(_ => null))).Count(field => field.EndsWith(".id", StringComparison.Ordinal)));
        }

        Assert.Equal(["posts[0].shifts[0].capacity"], await RefusedAsync(Posts(i => posts[i].Id, seats: 3)));
        Assert.All((await app.ActivityOfAsync(id)).Shifts, s => Assert.Null(s.CancelledAt));

        object[] Posts(Func<int, Guid?> post, int seats = 2) => [.. posts.Select((p, i) => (object)new
        {
            id = post(i), name = p.Name, shifts = new[] { i == 0 ? new { id = p.Shift, startsAt = Coming, endsAt = "2026-09-04T16:00:00+08:00", capacity = seats } : new { id = p.Shift, startsAt = "2026-09-20T14:00:00+08:00", endsAt = "2026-09-20T16:00:00+08:00", capacity = 2 } },
        })];

        async Task<List<string>> RefusedAsync(object[] changed)
        {
            using var answer = await program.PutAsJsonAsync($"/api/v1/activities/{id}", Draft(team, ("posts", changed)), Ct);
            return [.. (await answer.JsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal)];
        }
    }

    private static object Post(Guid? id, params object[] shifts) => new { id, name = "扫雪", shifts };
}
