using Weiguang.Activities.Domain;
using Weiguang.Activities.Mine;
using Weiguang.Kernel.Time;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Ahead;

/// <summary>In the evening before, everybody with a seat is told once, and where to check in.</summary>
public class ReminderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Everybody_with_a_seat_is_told_once_in_the_evening_before(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (activity, shifts) = await app.ActivityAsync(a => a.Place = "东墙外", TimeSpan.FromDays(3), capacities: [1, 5]);
        var (seated, waiting, later) = (await app.VolunteerAsync(), await app.VolunteerAsync(), await app.VolunteerAsync());
        await (await app.ProgramOfAsync(seated)).SignUpAsync(activity, shifts[0]);
        await (await app.ProgramOfAsync(waiting)).SignUpAsync(activity, shifts[0]);
        var start = await StartAsync(app, shifts[0]);

        app.Clock.Set(new(Evening.Before(start).AddMinutes(-5), TimeSpan.Zero));
        Assert.Equal(0, await WalkAsync(app));
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(1, (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RemindAsync(app, activity, shifts[0])))).Sum());
        Assert.Equal(0, await WalkAsync(app));
        await (await app.ProgramOfAsync(later)).SignUpAsync(activity, shifts[1]); // Nobody was on it in the evening: it is marked all the same.
        Assert.Equal(0, await WalkAsync(app));

        Assert.Single(await app.ToldAsync(seated), m => m.StartsWith("“{0}”：{1}，在{2}", StringComparison.Ordinal));
        Assert.DoesNotContain(await app.ToldAsync(waiting), m => m.StartsWith("“{0}”：{1}，在{2}", StringComparison.Ordinal));
        var inbox = (await (await app.BrowserOfAsync(seated)).GetPageAsync("/messages", Ct)).Body!.TextContent;
        Assert.Contains("东墙外", inbox, StringComparison.Ordinal);
        Assert.DoesNotContain(await app.ToldAsync(later), m => m.StartsWith("“{0}”：{1}，在{2}", StringComparison.Ordinal)); // They have just read when it is.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Moved_to_another_day_it_is_told_again_and_called_off_never(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (activity, shifts) = await app.ActivityAsync(null, TimeSpan.FromDays(3), capacities: [5, 5]);
        var volunteer = await app.VolunteerAsync();
        var program = await app.ProgramOfAsync(volunteer);
        await program.SignUpAsync(activity, shifts[0]);
        await program.SignUpAsync(activity, shifts[1]);
        var start = await StartAsync(app, shifts[0]);
        app.Clock.Set(new(Evening.Before(start).AddMinutes(1), TimeSpan.Zero));
        using (var scope = app.Scope())
        {
            var off = await scope.Db.Set<Shift>().SingleAsync(s => s.Id == shifts[1], Ct);
            off.Cancel(app.Clock.Now());
            await scope.Db.SaveChangesAsync(Ct);
        }

        Assert.Equal(1, await WalkAsync(app));
        foreach (var (days, told) in new[] { (0.05, 0), (1.0, 1) })
        {
            using (var scope = app.Scope())
            {
                var shift = await scope.Db.Set<Shift>().SingleAsync(s => s.Id == shifts[0], Ct);
                (shift.StartsAt, shift.EndsAt) = (shift.StartsAt.AddDays(days), shift.EndsAt.AddDays(days));
                await scope.Db.SaveChangesAsync(Ct);
            }

            app.Clock.Advance(TimeSpan.FromDays(Math.Floor(days)));
            Assert.Equal(told, await WalkAsync(app));
        }
    }

    private static async Task<int> WalkAsync(TestApp app)
    {
        using var scope = app.Scope();
        return await scope.Get<ReminderPatrol>().WalkAsync(Ct);
    }

    private static async Task<int> RemindAsync(TestApp app, Guid activity, Guid shift)
    {
        using var scope = app.Scope();
        return await scope.Get<Reminders>().RemindAsync(activity, shift, Ct);
    }

    private static async Task<DateTime> StartAsync(TestApp app, Guid shift)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<Shift>().Where(s => s.Id == shift).Select(s => s.StartsAt).SingleAsync(Ct);
    }
}
