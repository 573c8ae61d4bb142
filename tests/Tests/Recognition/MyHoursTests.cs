using System.Net;
using System.Text.Json;
using Weiguang.Ledger;
using Weiguang.Tests.Ledger;

namespace Weiguang.Tests.Recognition;

public class MyHoursTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_volunteer_reads_the_own_hours_and_a_stranger_nothing_of_them(string database)
    {
        var app = await apps.On(database);
        var (volunteer, stranger) = (await app.VolunteerAsync(), await app.VolunteerAsync("赵敏", TestPeople.NextCounty));
        await PostAsync(app, volunteer.Hours(90), volunteer.Hours(45) with { Evidence = EvidenceGrade.C }, volunteer.Hours(5) with { Unit = LedgerUnit.Points, Evidence = null });

        var mine = await ReadAsync(app, volunteer, "/api/v1/me/hours");
        Assert.Equal((135, 0, 5), (mine.GetProperty("minutes").GetInt32(), mine.GetProperty("honourMinutes").GetInt32(), mine.GetProperty("points").GetInt32()));
        Assert.Equal(["C", "A"], mine.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("evidence").GetString()));
        Assert.Equal("上门服务：送医陪诊", mine.GetProperty("items")[0].GetProperty("text").GetString());

        var theirs = await ReadAsync(app, stranger, "/api/v1/me/hours");
        Assert.Equal((0, 0), (theirs.GetProperty("minutes").GetInt32(), theirs.GetProperty("items").GetArrayLength()));
        var page = await (await app.BrowserOfAsync(stranger)).GetPageAsync("/me/hours", Ct);
        Assert.DoesNotContain("送医陪诊", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Pages_of_the_statement_follow_the_cursor(string database)
    {
        var app = await apps.On(database);
        var volunteer = await app.VolunteerAsync();
        await PostAsync(app, [.. Enumerable.Range(1, 65).Select(n => volunteer.Hours(n))]);

        var minutes = new List<int>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await ReadAsync(app, volunteer, $"/api/v1/me/hours?cursor={cursor}");
            minutes.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("minutes").GetInt32()));
            cursor = page.GetProperty("next").GetString();
        }

        Assert.Equal(Enumerable.Range(1, 65).Reverse(), minutes);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_page_goes_by_months_of_China_and_shows_corrections(string database)
    {
        var app = await apps.On(database);
        var volunteer = await app.VolunteerAsync();
        // Half past midnight on 1 August in China is still July in UTC.
        var august = volunteer.Hours(60) with { OccurredAt = new DateTime(2026, 7, 31, 16, 30, 0, DateTimeKind.Utc), Args = ["陪孩子写作业"] };
        await PostAsync(app, august, volunteer.Hours(150) with { OccurredAt = new DateTime(2026, 6, 10, 2, 0, 0, DateTimeKind.Utc), Args = ["修水管"] });
        using (var scope = app.Scope())
        {
            var wrong = await scope.Get<LedgerBook>().PostAsync(august with { SourceId = Guid.CreateVersion7(), Amount = 30 }, Ct);
            await scope.Get<LedgerBook>().ReverseAsync(wrong.Id, "记重了", volunteer, Ct);
        }

        var browser = await app.BrowserOfAsync(volunteer);
        var page = (await browser.GetPageAsync("/me/hours", Ct)).QuerySelector("main")!.TextContent;
        Assert.Contains("3 小时 30 分钟", page, StringComparison.Ordinal);
        Assert.Contains("2026年8月，共 1 小时", page, StringComparison.Ordinal);
        Assert.Contains("更正：记重了", page, StringComparison.Ordinal);
        Assert.DoesNotContain("修水管", page, StringComparison.Ordinal);

        var june = (await browser.GetPageAsync("/me/hours?month=2026-06", Ct)).QuerySelector("main")!.TextContent;
        Assert.Contains("修水管", june, StringComparison.Ordinal);
        Assert.Contains("2026年6月，共 2 小时 30 分钟", june, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_year_shows_its_days_in_a_picture_and_in_words_and_how_far_it_is_to_the_next_star(string database)
    {
        var app = await apps.On(database);
        var volunteer = await app.VolunteerAsync();
        var last = volunteer.Hours(90) with { OccurredAt = new DateTime(2025, 12, 31, 2, 0, 0, DateTimeKind.Utc) };
        var may = volunteer.Hours(150) with { OccurredAt = new DateTime(2026, 5, 4, 2, 0, 0, DateTimeKind.Utc), SourceKind = "activity", Narrative = Narratives.ActivityService, Args = ["扫雪", "邻里队"], Evidence = EvidenceGrade.C };
        await PostAsync(app, last, may, may with { SourceId = Guid.CreateVersion7(), Amount = 30 });

        var browser = await app.BrowserOfAsync(volunteer);
        var main = (await browser.GetPageAsync("/me/hours", Ct)).QuerySelector("main")!;
        Assert.Contains("2026 年：服务 1 天，共 3 小时", main.TextContent, StringComparison.Ordinal);
        Assert.Contains("再服务 95 小时 30 分钟，就够评一星级志愿者", main.TextContent, StringComparison.Ordinal);
        var picture = main.QuerySelector("a[href='/me/hours?month=2026-05'] svg")!;
        Assert.Equal("4 日 3 小时", picture.GetAttribute("aria-label"));
        Assert.Equal("M0 11h9v9h-9z", picture.QuerySelectorAll("path")[1].GetAttribute("d")); // A Monday, in the second week.
        Assert.Contains("2025 年：服务 1 天", (await browser.GetPageAsync("/me/hours?year=2025", Ct)).Body!.TextContent, StringComparison.Ordinal);

        var year = await ReadAsync(app, volunteer, "/api/v1/me/hours/year?year=2026");
        Assert.Equal(180, year.GetProperty("days").GetProperty("2026-05-04").GetInt32());
        Assert.Equal(180, year.GetProperty("kinds").GetProperty("参加活动").GetInt32());
        Assert.Equal(180, year.GetProperty("evidence").GetProperty("C").GetInt32());
    }

    [Fact]
    public async Task Who_has_no_hours_yet_reads_how_to_earn_them_and_who_is_nobody_signs_in()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var browser = await app.BrowserOfAsync(await app.VolunteerAsync());
        Assert.Contains("还没有时长", (await browser.GetPageAsync("/me/hours?month=nonsense", Ct)).Body!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await app.Browser().GetAsync("/me/hours", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Browser().GetAsync("/api/v1/me/hours", Ct)).StatusCode);
    }

    private static async Task PostAsync(TestApp app, params Posting[] postings)
    {
        using var scope = app.Scope();
        await scope.Get<LedgerBook>().PostAsync(postings, Ct);
    }

    private static async Task<JsonElement> ReadAsync(TestApp app, Guid person, string url)
    {
        using var program = await app.ProgramOfAsync(person);
        return JsonDocument.Parse(await program.GetStringAsync(url, Ct)).RootElement;
    }
}
