using Weiguang.Kernel.Time;
using Weiguang.Orders.Clocks;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Ahead;

/// <summary>In the evening before a visit both sides are told once: who goes, and who waits.</summary>
public class VisitReminderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Both_sides_are_told_once_and_no_address_leaves_the_order(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var (volunteer, order, from) = await AgreedAsync(app, village, days: 3);

        app.Clock.Set(new(Evening.Before(from).AddMinutes(-5), TimeSpan.Zero));
        Assert.Equal(0, await WalkAsync(app));
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(2, (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RemindAsync(app, order)))).Sum()); // As four nodes would.
        Assert.Equal(0, await WalkAsync(app));

        var (goes, waits) = (await InboxAsync(app, volunteer), await InboxAsync(app, village.ResidentId));
        Assert.Contains("到了也在这里签到", goes, StringComparison.Ordinal);
        Assert.DoesNotContain("红铁门", goes, StringComparison.Ordinal);
        Assert.Contains("刘洪亮来。家里有变化", waits, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Agreed_on_after_that_evening_or_given_back_nobody_is_told(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var (draft, tomorrow) = At(app, days: 2);
        var order = await village.OrderAsync(draft);
        app.Clock.Set(new(Evening.Before(tomorrow).AddMinutes(30), TimeSpan.Zero));
        await village.SignInAsync();
        await AcceptAsync(app, village, order);
        Assert.Equal(0, await WalkAsync(app)); // They have just read when it is.

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var (_, given, at) = await AgreedAsync(app, village, days: 3);
        await village.Staff.StepAsync(given, "release", new { reason = "他来不了" });
        app.Clock.Set(new(Evening.Before(at).AddMinutes(1), TimeSpan.Zero));
        Assert.Equal(0, await WalkAsync(app));
    }

    private static async Task<(Guid Volunteer, Guid Order, DateTime From)> AgreedAsync(TestApp app, Village village, int days)
    {
        var (draft, at) = At(app, days);
        var order = await village.OrderAsync(draft);
        return (await AcceptAsync(app, village, order), order, at);
    }

    private static async Task<Guid> AcceptAsync(TestApp app, Village village, Guid order)
    {
        var volunteer = await app.VolunteerAsync("刘洪亮");
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteer } });
        await (await app.ProgramOfAsync(volunteer)).StepAsync(order, "accept");
        return volunteer;
    }

    private static (object Order, DateTime At) At(TestApp app, int days)
    {
        var at = app.Clock.Today().AddDays(days).ToDateTime(new TimeOnly(14, 0)).FromShanghai();
        return (new { urgency = "normal", windows = new[] { new { from = new DateTimeOffset(at), to = new DateTimeOffset(at.AddHours(2)) } } }, at);
    }

    private static async Task<string> InboxAsync(TestApp app, Guid person) => (await (await app.BrowserOfAsync(person)).GetPageAsync("/messages", Ct)).Body!.TextContent;

    private static async Task<int> WalkAsync(TestApp app)
    {
        using var scope = app.Scope();
        return await scope.Get<VisitReminderPatrol>().WalkAsync(Ct);
    }

    private static async Task<int> RemindAsync(TestApp app, Guid order)
    {
        using var scope = app.Scope();
        return await scope.Get<VisitReminders>().RemindAsync(order, Ct);
    }
}
