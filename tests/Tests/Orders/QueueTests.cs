using System.Net.Http.Json;
using System.Text.Json;

namespace Weiguang.Tests.Orders;

public class QueueTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_presses_most_stands_first_and_pages_follow_that_order_without_gap_or_repeat(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var placed = new List<Guid>();
        foreach (var urgency in (string[])["urgent", "normal", "soon", "normal", "soon", "urgent", "normal", "normal", "soon"])
        {
            placed.Add(await village.OrderAsync(new { urgency, windows = new[] { new { from = app.Clock.GetUtcNow().AddDays(3), to = app.Clock.GetUtcNow().AddDays(3).AddHours(2) } } }));
            app.Clock.Advance(TimeSpan.FromMinutes(placed.Count % 3)); // Some are due at the same moment.
        }

        await village.Staff.StepAsync(placed[2], "reject", new { reason = "不归站里管" }); // Without a clock.
        await village.Staff.StepAsync(placed[1], "dispatch", new { open = true }); // Due sooner than it was.

        var all = new List<JsonElement>();
        string? next = null;
        do
        {
            var page = await village.Staff.GetFromJsonAsync<JsonElement>($"/api/v1/console/orders?view=all&take=2&cursor={next}", Ct);
            all.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        Assert.Equal(placed.Count, all.Select(o => o.GetProperty("id").GetGuid()).Distinct().Count());
        Assert.Equal(placed.Count, all.Count);
        var keys = all.ConvertAll(Key);
        Assert.Equal(keys.Order(), keys);
        Assert.Equal(placed[2], all[4].GetProperty("id").GetGuid()); // The last of those that are wanted soon.
        Assert.Equal(placed[1], all[5].GetProperty("id").GetGuid());
    }

    /// <summary>Once the queue, its file and the lists of citizens told only the first of two times; and a file said "in 40 minutes", and how long it has waited of what is done.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Every_time_that_the_asker_named_is_told_and_a_file_names_hours_of_the_clock(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var (one, two) = (app.Clock.GetUtcNow().Date.AddDays(2).AddHours(1), app.Clock.GetUtcNow().Date.AddDays(3).AddHours(6));
        var order = await village.OrderAsync(new { urgency = "normal", windows = new[] { new { from = $"{one:s}Z", to = $"{one.AddHours(2):s}Z" }, new { from = $"{two:s}Z", to = $"{two.AddHours(2):s}Z" } } });
        var (desk, asker) = (await app.BrowserOfAsync(village.StaffId), await app.BrowserOfAsync(village.ResidentId));

        foreach (var (who, list) in ((HttpClient, string)[])[(desk, "/console/orders"), (asker, "/orders")])
        {
            var times = (await who.GetPageAsync(list, Ct)).QuerySelectorAll("main time").Select(t => t.GetAttribute("datetime")).ToList();
            Assert.Contains($"{one:s}Z", times);
            Assert.Contains($"{two:s}Z", times);
        }

        var lines = await FileAsync(desk, "");
        Assert.Contains($"{two.AddHours(8):yyyy-MM-dd HH:mm}", lines[1], StringComparison.Ordinal);
        Assert.Contains("期限到几点", lines[0], StringComparison.Ordinal);
        var item = (await village.Staff.GetFromJsonAsync<JsonElement>("/api/v1/orders", Ct)).GetProperty("items")[0];
        Assert.Equal(2, item.GetProperty("windows").GetArrayLength());

        await village.Staff.StepAsync(order, "reject", new { reason = "不归站里管" });
        app.Clock.Advance(TimeSpan.FromMinutes(47));
        Assert.DoesNotContain("47 分钟", (await FileAsync(await app.BrowserOfAsync(village.StaffId), "?view=off"))[1], StringComparison.Ordinal);
    }

    private static async Task<string[]> FileAsync(HttpClient desk, string query) => (await desk.GetStringAsync($"/console/orders/export{query}", Ct)).Split('\n');

    [Theory]
    [InlineData("x"), InlineData("0"), InlineData("0x"), InlineData("9"), InlineData("abc")]
    public async Task A_place_in_the_queue_that_is_none_is_refused_and_not_taken_for_the_beginning(string cursor)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var village = await Village.BuildAsync(app);

        using var answer = await village.Staff.GetAsync($"/api/v1/console/orders?cursor={cursor}", Ct);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_only_urgent_order_stands_on_top_of_the_desk(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var urgent = await village.OrderAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(29.5));
        for (var i = 0; i < 3; i++)
        {
            await village.OrderAsync(new { urgency = "normal", windows = new[] { new { from = app.Clock.GetUtcNow().AddDays(1), to = app.Clock.GetUtcNow().AddDays(1).AddHours(2) } } });
        }

        var desk = await app.BrowserOfAsync(await app.PersonWithAsync(Weiguang.People.Role.Station, TestPeople.Village));
        var rows = (await desk.GetPageAsync("/console/orders", Ct)).QuerySelectorAll("main tbody tr").ToList();

        Assert.Equal(4, rows.Count);
        Assert.Equal($"/console/orders/{urgent}", rows[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("马上到期", rows[0].TextContent);
    }

    private static (int Urgency, DateTime Due) Key(JsonElement order) => (
        Array.IndexOf(["urgent", "soon", "normal"], order.GetProperty("urgency").GetString()),
        order.GetProperty("dueAt").ValueKind == JsonValueKind.Null ? DateTime.MaxValue : order.GetProperty("dueAt").GetDateTime());
}
