using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.People;

namespace Weiguang.Tests.Lists;

/// <summary>Doubtful hours, stars and projects of the console are narrowed, ordered, counted, turned and taken away like every other list.</summary>
public class ConsoleListTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Doubtful_hours_are_found_by_what_became_of_them_by_kind_by_name_and_by_place(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await Weiguang.Tests.Regions.Places.ImportAsync(app);
        var fair = await app.DoubtAsync();
        var staff = await app.BrowserOfAsync(fair.StaffId);
        var title = await TitleAsync(app, fair.Activity);

        Assert.Equal(0, await CardsAsync(staff, ""));
        Assert.Equal(1, await CardsAsync(staff, "?state=open"));
        Assert.Equal(1, await CardsAsync(staff, $"?state=open&kind=identical&q={Uri.EscapeDataString(title[1..3])}"));
        Assert.Equal(0, await CardsAsync(staff, "?state=open&kind=night"));
        Assert.Equal(0, await CardsAsync(staff, "?state=open&q=" + Uri.EscapeDataString("没有的")));
        Assert.Equal(1, await CardsAsync(staff, $"?state=open&place={TestPeople.County}"));
        Assert.Equal(0, await CardsAsync(staff, $"?state=open&place={TestPeople.NextCounty}"));
        Assert.Equal(1, await CardsAsync(staff, "?state=open&kind=boiled&sort=king")); // As if it were not there.
        Assert.Equal(0, await CardsAsync(await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.NextCounty)), "?state=all"));

        var id = (await fair.Staff.GetFromJsonAsync<JsonElement>("/api/v1/anomalies?state=open", Ct)).GetProperty("items")[0].GetProperty("id").GetGuid();
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"anomalies/{id}/clear", new { words = "一起喊的口令" }));
        Assert.Equal((1, 0, 1, 0), (await CardsAsync(staff, ""), await CardsAsync(staff, "?state=open"), await CardsAsync(staff, "?state=cleared"), await CardsAsync(staff, "?state=upheld")));

        var line = (await FileAsync(staff, "/console/anomalies"))[1];
        Assert.Contains("没有问题", line, StringComparison.Ordinal);
        Assert.DoesNotContain("一起喊的口令", line, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Stars_are_found_by_state_level_place_and_whose_they_are_and_stand_as_asked(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await Weiguang.Tests.Regions.Places.ImportAsync(app);
        await app.StarsAsync();
        var staff = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));

        Assert.Equal(["李强"], await NamesAsync(staff, "stars", ""));
        Assert.Equal(["王小明"], await NamesAsync(staff, "stars", "?view=waiting"));
        Assert.Equal(["欧阳明月"], await NamesAsync(staff, "stars", "?view=off"));
        Assert.Equal(["王小明", "李强", "欧阳明月"], await NamesAsync(staff, "stars", "?view=all&sort=-hours"));
        Assert.Equal(["欧阳明月", "李强", "王小明"], await NamesAsync(staff, "stars", "?view=all&sort=hours"));
        Assert.Equal(["欧阳明月", "李强", "王小明"], await NamesAsync(staff, "stars", "?view=all&sort=level"));
        Assert.Equal(["欧阳明月"], await NamesAsync(staff, "stars", "?view=all&level=3"));
        Assert.Equal(["李强"], await NamesAsync(staff, "stars", $"?view=all&q={ListRows.SecondsNumber.ToLowerInvariant()}"));
        Assert.Empty(await NamesAsync(staff, "stars", "?view=all&q=V000"));
        Assert.Equal(["王小明", "李强"], (await NamesAsync(staff, "stars", $"?view=all&place={TestPeople.Village}")).Order(StringComparer.Ordinal).Reverse());
        Assert.Empty(await NamesAsync(staff, "stars", $"?view=all&place={TestPeople.NextCounty}"));
        Assert.Equal(["邻县人"], await NamesAsync(await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.NextCounty)), "stars", "?view=all"));
        Assert.Equal(["王*明", "李*", "欧**月"], (await FileAsync(staff, "/console/stars", "?view=all&sort=-hours")).Skip(1).Select(l => l.Split(',')[0]));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Projects_are_found_by_name_state_level_and_place_and_stand_as_asked(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ProjectsAsync();
        var staff = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator));

        Assert.Equal(["甲送餐", "乙理发"], await NamesAsync(staff, "projects", ""));
        Assert.Equal(4, (await NamesAsync(staff, "projects", "?view=all")).Count);
        Assert.Equal(["乙理发", "甲送餐"], await NamesAsync(staff, "projects", "?sort=-since"));
        Assert.Equal(["甲送餐"], await NamesAsync(staff, "projects", "?q=" + Uri.EscapeDataString("送餐")));
        Assert.Equal(["甲送餐"], await NamesAsync(staff, "projects", "?level=county"));
        Assert.Equal(["乙理发"], await NamesAsync(staff, "projects", "?level=village"));
        Assert.Empty(await NamesAsync(staff, "projects", "?view=all&level=province"));
        Assert.Equal(["甲送餐", "乙理发"], await NamesAsync(staff, "projects", "?category=0017"));
        Assert.Equal(["乙理发"], await NamesAsync(staff, "projects", $"?place={TestPeople.Village}"));
        Assert.Empty(await NamesAsync(staff, "projects", "?view=ended"));
        Assert.Equal(["乙理发", "甲送餐"], (await FileAsync(staff, "/console/projects", "?sort=-since")).Skip(1).Select(l => l.Split(',')[0]));
        Assert.Contains("共 2 条", (await staff.GetPageAsync("/console/projects", Ct)).Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<int> CardsAsync(HttpClient browser, string query) => (await browser.GetPageAsync("/console/anomalies" + query, Ct)).QuerySelectorAll("main article.card").Length;

    private static async Task<List<string>> NamesAsync(HttpClient browser, string list, string query) =>
        [.. (await browser.GetPageAsync($"/console/{list}{query}", Ct)).QuerySelectorAll("main tbody th").Select(c => c.TextContent.Trim())];

    private static async Task<string[]> FileAsync(HttpClient browser, string page, string query = "") =>
        (await browser.GetStringAsync($"{page}/export{query}", Ct)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string> TitleAsync(TestApp app, Guid activity)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<Weiguang.Activities.Domain.Activity>().Where(a => a.Id == activity).Select(a => a.Title).SingleAsync(Ct);
    }
}
