using AngleSharp.Dom;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Ahead;

/// <summary>An order on the home of whoever asked, of whoever is asked, and of whoever goes.</summary>
public class VisitsAheadTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Both_sides_of_a_visit_see_on_home_how_it_stands_and_what_to_do(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync("刘洪亮");
        var program = await app.ProgramOfAsync(volunteer);
        var order = await village.OrderAsync();
        Assert.Contains("站里在安排", await HomeAsync(app, village.ResidentId, order), StringComparison.Ordinal);
        Assert.Equal("", await HomeAsync(app, volunteer, order));

        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteer } });
        Assert.Contains("正在找人", await HomeAsync(app, village.ResidentId, order), StringComparison.Ordinal);
        Assert.Contains("想请您去", await HomeAsync(app, volunteer, order), StringComparison.Ordinal);

        await program.StepAsync(order, "accept");
        var (arrival, leaving) = await village.CodesAsync(order);
        var coming = await HomeAsync(app, village.ResidentId, order);
        Assert.Contains("刘洪亮来。", coming, StringComparison.Ordinal);
        Assert.Contains(arrival, coming, StringComparison.Ordinal);
        var going = await HomeAsync(app, volunteer, order);
        Assert.DoesNotContain(arrival, going, StringComparison.Ordinal);
        Assert.DoesNotContain("红铁门", going, StringComparison.Ordinal); // The address is on the page of the order, where looks are written down.

        await program.StepAsync(order, "check-in", new { code = arrival });
        Assert.Contains(leaving, await HomeAsync(app, village.ResidentId, order), StringComparison.Ordinal);
        Assert.Contains("做完了，签退", await HomeAsync(app, volunteer, order), StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromMinutes(40));
        await program.StepAsync(order, "check-out", new { code = leaving });
        Assert.Contains("做完了吗？", await HomeAsync(app, village.ResidentId, order), StringComparison.Ordinal);
        Assert.Equal("", await HomeAsync(app, volunteer, order));

        await village.Resident.StepAsync(order, "complete");
        Assert.Contains("说说做得怎么样", await HomeAsync(app, village.ResidentId, order), StringComparison.Ordinal);
        await village.Resident.StepAsync(order, "rating", new { came = true, onTime = true, solved = "yes", stars = 5 });
        Assert.Equal("", await HomeAsync(app, village.ResidentId, order));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Strangers_and_neighbours_see_nothing_of_it(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        await village.OrderAsync();

        Assert.Null((await app.Browser().GetPageAsync("/", Ct)).QuerySelector("[data-ahead]"));
        Assert.Null((await (await app.BrowserOfAsync(await app.PersonAsync("李大娘"))).GetPageAsync("/", Ct)).QuerySelector("[data-ahead]"));
        Assert.Null((await (await app.BrowserOfAsync(village.StaffId)).GetPageAsync("/", Ct)).QuerySelector("[data-ahead]"));
    }

    /// <summary>What the person's home says of this order; empty when nothing.</summary>
    private static async Task<string> HomeAsync(TestApp app, Guid person, Guid order)
    {
        var page = await (await app.BrowserOfAsync(person)).GetPageAsync("/", Ct);
        return page.QuerySelector($"[data-ahead='/orders/{order}']")?.TextContent ?? "";
    }
}
