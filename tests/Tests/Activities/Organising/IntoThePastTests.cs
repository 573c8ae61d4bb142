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

    private static object Post(Guid? id, params object[] shifts) => new { id, name = "扫雪", shifts };
}
