using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Domain;

namespace Weiguang.Tests.Orders;

/// <summary>The insurance of dangerous work: who sees that it ends, and how it is renewed.</summary>
public class CoverTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_is_not_insured_on_the_wished_day_is_not_ordered_and_the_day_says_so(string database)
    {
        var (app, village) = await ArrangeAsync(database);
        var today = app.Clock.Today();
        var item = await ItemAsync(app, village, today.AddDays(1));
        var browser = await app.BrowserOfAsync(village.ResidentId);
        var (url, fields) = ($"/orders/new?station={village.StationId}&item={item}", new Dictionary<string, string> { ["Form.Address"] = "东头第三家", ["Form.Part"] = "am", ["Form.Day"] = $"{today.AddDays(2):yyyy-MM-dd}" });

        using var refused = await browser.SubmitAsync(url, fields, "main form[method=post]", Ct);
        var page = await refused.ReadPageAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("保险保不到那天", page.QuerySelector("#Form-Day-error")!.TextContent, StringComparison.Ordinal);
        using var api = await village.Resident.PostAsJsonAsync("/api/v1/orders", Village.Draft(new { menuItemId = item, windows = new[] { new { from = app.Clock.GetUtcNow().AddDays(2), to = app.Clock.GetUtcNow().AddDays(2).AddHours(2) } } }), Ct);
        Assert.Equal(["windows"], (await api.ProblemAsync()).GetProperty("errors").EnumerateObject().Select(e => e.Name));

        fields["Form.Day"] = $"{today.AddDays(1):yyyy-MM-dd}"; // Its last day.
        using var placed = await browser.SubmitAsync(url, fields, "main form[method=post]", Ct);
        Assert.Equal(HttpStatusCode.Redirect, placed.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_insurance_that_ends_is_named_on_the_menu_and_at_the_desk(string database)
    {
        var (app, village) = await ArrangeAsync(database);
        await app.VolunteerAsync();
        var item = await ItemAsync(app, village, app.Clock.Today().AddDays(1));
        var order = await village.OrderAsync(new { menuItemId = item });
        var staff = await app.BrowserOfAsync(village.StaffId);
        Assert.DoesNotContain("谁也接不了", (await staff.GetPageAsync($"/console/orders/{order}", Ct)).Body!.TextContent, StringComparison.Ordinal);
        await UntilAsync(app, item, app.Clock.Today().AddDays(-1));

        var menu = await staff.GetPageAsync(Menu(village), Ct);
        Assert.Equal("保险到期，现在点不了", menu.QuerySelector($"tr:has(input[value='{item}']) td[data-label=状态] .badge")!.TextContent.Trim());
        var desk = (await staff.GetPageAsync($"/console/orders/{order}", Ct)).QuerySelector("main")!;
        Assert.Contains("保险保不到那天，现在谁也接不了", desk.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("附近没有合适的志愿者", desk.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_renews_nothing_says_so(string database)
    {
        var (app, village) = await ArrangeAsync(database);
        await ItemAsync(app, village, app.Clock.Today().AddDays(5));
        Guid harmless;
        using (var scope = app.Scope())
        {
            var item = new MenuItem { StationId = village.StationId, Title = "陪聊天", Category = "0001", DurationMinutes = 60 };
            scope.Db.Add(item);
            await scope.Db.SaveChangesAsync(Ct);
            harmless = item.Id;
        }

        var staff = await app.BrowserOfAsync(village.StaffId);
        foreach (var id in (string[])["", "不是编号", $"{Guid.CreateVersion7()}", $"{harmless}"])
        {
            using var answer = await staff.SubmitAsync(Menu(village), Renewal(id, app.Clock.Today().AddYears(1)), Renew, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("请选要续保险的那一项", (await answer.ReadPageAsync(Ct)).QuerySelector("#Renewal-Id-error")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_older_form_shortens_no_insurance_unseen(string database)
    {
        var (app, village) = await ArrangeAsync(database);
        var today = app.Clock.Today();
        var (item, twin) = (await ItemAsync(app, village, today.AddDays(5)), await ItemAsync(app, village, today.AddDays(9), "太平洋财险 TP-7"));
        var staff = await app.BrowserOfAsync(village.StaffId);
        var old = (IHtmlFormElement)(await staff.GetPageAsync(Menu(village), Ct)).QuerySelector(Renew)!;
        Assert.Equal(2, old.QuerySelectorAll($"option[value='{item}'], option[value='{twin}']").Select(o => o.TextContent).Distinct().Count()); // Of the same title, and told apart.
        Assert.Contains($"{today.AddDays(5):yyyy-MM-dd}", old.QuerySelector($"option[value='{item}']")!.TextContent, StringComparison.Ordinal);
        using var first = await staff.SubmitAsync(Menu(village), old, Renewal($"{item}", today.AddYears(2)), Ct);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);

        using var late = await staff.SubmitAsync(Menu(village), old, Renewal($"{item}", today.AddYears(1)), Ct);
        var page = await late.ReadPageAsync(Ct);
        Assert.Contains($"{today.AddYears(2):yyyy-MM-dd}", page.QuerySelector("#Renewal-CoveredUntil-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(((DateOnly?)today.AddYears(2), (DateOnly?)today.AddDays(9)), (await UntilAsync(app, item), await UntilAsync(app, twin)));

        using var meant = await staff.SubmitAsync(Menu(village), (IHtmlFormElement)page.QuerySelector(Renew)!, ct: Ct); // Seen, and meant all the same.
        Assert.Equal((HttpStatusCode.Redirect, (DateOnly?)today.AddYears(1)), (meant.StatusCode, await UntilAsync(app, item)));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_station_outside_ones_range_is_not_there_instead_of_another(string database)
    {
        var (app, village) = await ArrangeAsync(database);
        var staff = await app.BrowserOfAsync(village.StaffId);
        var form = (IHtmlFormElement)(await staff.GetPageAsync(Menu(village), Ct)).QuerySelector("form:has([name='Form.Minutes'])")!;
        var elsewhere = $"/console/menu?station={await village.StationAsync(TestPeople.NextCounty + 100_000)}";

        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync(elsewhere, Ct)).StatusCode);
        form.SetAttribute("action", elsewhere);
        using var added = await staff.SubmitAsync(elsewhere, form, new Dictionary<string, string> { ["Form.Title"] = "放错地方", ["Form.Minutes"] = "40" }, Ct);
        using var scope = app.Scope();
        Assert.False(await scope.Db.Set<MenuItem>().AnyAsync(i => i.Title == "放错地方", Ct));
    }

    private const string Renew = "form:has([name='Renewal.Cover'])";

    private static Dictionary<string, string> Renewal(string item, DateOnly until) => new() { ["Renewal.Id"] = item, ["Renewal.Cover"] = "人保财险 PEAC2027", ["Renewal.CoveredUntil"] = $"{until:yyyy-MM-dd}" };

    private static async Task<DateOnly?> UntilAsync(TestApp app, Guid item)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<MenuItem>().Where(i => i.Id == item).Select(i => i.CoveredUntil).SingleAsync(Ct);
    }

    private static string Menu(Village village) => $"/console/menu?station={village.StationId}";

    private async Task<(TestApp App, Village Village)> ArrangeAsync(string database)
    {
        var app = await apps.On(database);
        return (app, await Village.BuildAsync(app));
    }

    private static async Task<Guid> ItemAsync(TestApp app, Village village, DateOnly until, string cover = "人保财险 PEAC2026")
    {
        var item = new MenuItem { StationId = village.StationId, Title = "登高换灯", Category = "0017", DurationMinutes = 40, IsDangerous = true, Cover = cover, CoveredUntil = until };
        using var scope = app.Scope();
        scope.Db.Add(item);
        await scope.Db.SaveChangesAsync(Ct);
        return item.Id;
    }

    private static async Task UntilAsync(TestApp app, Guid item, DateOnly until)
    {
        using var scope = app.Scope();
        await scope.Db.Set<MenuItem>().Where(i => i.Id == item).ExecuteUpdateAsync(set => set.SetProperty(i => i.CoveredUntil, until), Ct);
    }
}
