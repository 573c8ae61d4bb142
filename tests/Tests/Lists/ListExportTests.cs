using System.Net;
using System.Text;
using MiniExcelLibs;
using Weiguang.Kernel.Security;
using Weiguang.People;
using Weiguang.Tests.Regions;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Lists;

/// <summary>What stands on a page of the console, as a file: the same rows, masked unless somebody may and says why, and written down.</summary>
public class ListExportTests
{
    private const string WholeForm = "form[action^='/console/people/export']";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_file_has_the_rows_of_its_page_under_the_same_filters_and_masked(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        foreach (var name in (string[])["王小明", "李强", "欧阳明月"])
        {
            await app.VolunteerAsync(name);
        }

        await app.PersonAsync("赵四");
        var staff = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station));
        foreach (var asked in (string[])["", "?role=volunteer", "?q=" + Uri.EscapeDataString("小明"), "?role=volunteer&sort=-created", "?role=king&sort=bald&cursor="])
        {
            var page = (await staff.GetPageAsync("/console/people" + asked, Ct)).QuerySelectorAll("main tbody tr").Select(r => (Mask.Name(r.QuerySelector("th")!.TextContent.Trim()), r.QuerySelectorAll("td")[0].TextContent.Trim())).ToList();

            Assert.NotEmpty(page);
            Assert.Equal(page, (await CsvAsync(staff, "/console/people/export" + asked)).Skip(1).Select(r => (r[0], r[1])));
            Assert.Equal(page, (await XlsxAsync(staff, $"/console/people/export{(asked.Length == 0 ? "?" : asked + "&")}format=xlsx")).Select(r => (r[0], r[1])));
        }

        Assert.Equal(3, (await CsvAsync(staff, "/console/people/export?role=volunteer")).Skip(1).Count());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Staff_of_the_next_county_take_none_of_ours(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ImportAsync();
        await app.PersonAsync("王小明");
        await app.TeamAsync(name: "我们的队");
        var next = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Coordinator, TestPeople.NextCounty));

        Assert.Single((await CsvAsync(next, "/console/people/export")).Skip(1)); // Themselves.
        foreach (var list in (string[])["teams", "stations", "orders", "activities", "follow-ups"])
        {
            Assert.Empty((await CsvAsync(next, $"/console/{list}/export")).Skip(1));
        }

        var resident = await app.BrowserOfAsync(await app.PersonAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await resident.GetAsync("/console/people/export", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await next.GetAsync("/console/access-log/export", Ct)).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_may_and_says_why_takes_it_whole_and_both_are_written_down(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var phone = TestPeople.NewPhone();
        await app.PersonAsync("王小明", phone: phone);
        var coordinator = await app.PersonAsync("协调员孙", TestPeople.County);
        await app.GrantAsync(coordinator, Role.Coordinator, TestPeople.County);
        var browser = await app.BrowserOfAsync(coordinator);
        const string Address = "/console/people?q=%E5%B0%8F%E6%98%8E";

        var masked = await CsvAsync(browser, Address.Replace("people", "people/export", StringComparison.Ordinal));
        Assert.Equal(["王*明", $"{phone[..3]}****{phone[^4..]}"], masked[1].Take(2));
        using var refused = await browser.SubmitAsync(Address, new { Reason = " 急 ", Format = "csv" }, WholeForm, Ct);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.NotNull((await browser.GetPageAsync($"{refused.Headers.Location}", Ct)).QuerySelector("details[open] .field .error"));
        Assert.Equal("急", (await browser.GetPageAsync(refused.Headers.Location!.ToString(), Ct)).QuerySelector(WholeForm)!.QuerySelector("textarea")!.TextContent);
        using var whole = await browser.SubmitAsync(Address, new { Reason = "发年终慰问品要打电话", Format = "csv" }, WholeForm, Ct);
        Assert.Equal(["王小明", phone], (await CsvAsync(whole))[1].Take(2));

        var log = (await (await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0))).GetPageAsync("/console/access-log/exports", Ct)).QuerySelectorAll("main tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal(2, log.Count);
        Assert.All(["协调员孙", "人员", "姓名或完整手机号：小明", "没遮住", "发年终慰问品要打电话"], words => Assert.Contains(words, log[0], StringComparison.Ordinal));
        Assert.All(["协调员孙", "遮住了"], words => Assert.Contains(words, log[1], StringComparison.Ordinal));
        using var scope = app.Scope();
        Assert.Equal([(1, true), (1, false)], (await scope.Db.Set<ExportEntry>().OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(Ct)).Select(e => (e.Rows, e.IsMasked)));
    }

    /// <summary>A list that stands at something from the beginning is narrowed by it, whoever chose it.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_a_list_stands_at_is_written_down_with_the_file(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Weiguang.Tests.Orders.Village.BuildAsync(app);
        await village.OrderAsync();
        await app.ImportAsync();
        var desk = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station));
        foreach (var list in (string[])["orders", "stations", "people"])
        {
            await CsvAsync(desk, $"/console/{list}/export");
        }

        var log = await (await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0))).GetPageAsync("/console/access-log/exports?sort=at", Ct);

        Assert.Equal(["全部", "状态：开着的", "状态：待派单"], log.QuerySelectorAll("main tbody td[data-label=筛选]").Select(c => c.TextContent.Trim()));
    }

    [Fact]
    public async Task Who_may_not_take_it_whole_is_not_offered_it()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var station = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station));

        var page = await station.GetPageAsync("/console/people", Ct);

        Assert.NotNull(page.QuerySelector("a[href='/console/people/export?format=xlsx']:not([download])")); // With download a browser would keep a refusal as the file.
        Assert.Null(page.QuerySelector(WholeForm));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_a_spreadsheet_would_reckon_is_a_text_in_both_kinds_of_file(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        const string Evil = "=HYPERLINK(\"http://x\",\"看\")";
        await app.TeamAsync(name: Evil);
        await app.TeamAsync(name: "@SUM(1)");
        string[] wide = ["＝1+1", "＋1", "－1", "＠SUM(1)"]; // Some spreadsheets read these as their narrow sisters.
        foreach (var name in wide)
        {
            await app.TeamAsync(name: name);
        }

        var staff = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station));

        using var csv = await staff.GetAsync("/console/teams/export?sort=name", Ct);
        var bytes = await csv.Content.ReadAsByteArrayAsync(Ct);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes);
        Assert.Contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"看\"\")\"", text, StringComparison.Ordinal);
        Assert.Contains("'@SUM(1)", text, StringComparison.Ordinal);
        Assert.All(wide, name => Assert.Contains($"\n'{name},", text, StringComparison.Ordinal));
        Assert.Contains(Evil, (await XlsxAsync(staff, "/console/teams/export?format=xlsx")).Select(r => r[0]));
        using var file = new MemoryStream(await staff.GetByteArrayAsync("/console/teams/export?format=xlsx", Ct));
        using var zip = new System.IO.Compression.ZipArchive(file);
        using var sheet = new StreamReader(zip.Entries.Single(e => e.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)).Open());
        Assert.DoesNotContain("<x:f>", await sheet.ReadToEndAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_too_quick_is_told_so_on_the_page_they_came_from()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite, ("Pace:Factor", "1"), ("Pace:StaffFactor", "1"), ("Pace:lists.export:PerHour", "1"));
        var staff = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station));

        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/console/people/export", Ct)).StatusCode);
        using var second = await staff.GetAsync("/console/people/export?role=volunteer", Ct);

        Assert.Equal((HttpStatusCode.Redirect, "/console/people?role=volunteer"), (second.StatusCode, $"{second.Headers.Location}"));
        Assert.Contains("别人忙不过来", (await staff.GetPageAsync("/console/people", Ct)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_asks_for_its_order_and_then_for_the_other_way_round()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var staff = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station));

        var page = await staff.GetPageAsync("/console/people?role=station&sort=place", Ct);

        var head = page.QuerySelector("th[aria-sort=ascending] a")!;
        Assert.Equal("/console/people?role=station&sort=-place", head.GetAttribute("href"));
        Assert.Equal("place", page.QuerySelector("select[name=sort] option[selected]")!.GetAttribute("value"));
        Assert.Contains("共 1 条", page.Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>Whoever has waited longest stands on top, under a head that says how long.</summary>
    [Fact]
    public async Task The_arrow_of_an_age_points_as_what_is_shown_does()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var village = await Weiguang.Tests.Orders.Village.BuildAsync(app);
        await village.OrderAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await village.OrderAsync();
        var desk = await app.BrowserOfAsync(village.StaffId);

        var page = await desk.GetPageAsync("/console/orders?sort=waited", Ct);

        Assert.Equal(["5 分钟", "0 分钟"], page.QuerySelectorAll("main tbody td[data-label=等了]").Select(c => c.TextContent.Trim()));
        Assert.NotNull(page.QuerySelector("th[aria-sort=descending] a[href='/console/orders?sort=-waited']"));
        Assert.Equal("等了 ↓", page.QuerySelector("select[name=sort] option[selected]")!.TextContent.Trim());
    }

    /// <summary>Every list in every language, with the heads of its page; two columns may be one word in some language.</summary>
    [Theory, InlineData("zh-CN", "姓名"), InlineData("en", "Name"), InlineData("ru", "Имя")]
    public async Task Both_kinds_of_file_speak_the_language_of_whoever_takes_them(string language, string first)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        await app.ImportAsync();
        await app.TeamAsync();
        var village = await Weiguang.Tests.Orders.Village.BuildAsync(app);
        await village.OrderAsync();
        var admin = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Admin, 0));
        admin.DefaultRequestHeaders.AcceptLanguage.Clear();
        admin.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        foreach (var list in (string[])["people", "teams", "stations", "orders", "activities", "follow-ups", "stars", "projects", "anomalies", "access-log", "access-log/exports"])
        {
            var csv = await CsvAsync(admin, $"/console/{list}/export?format=csv");
            using var file = new MemoryStream(await admin.GetByteArrayAsync($"/console/{list}/export?format=xlsx", Ct));
            var heads = file.Query().Cast<IDictionary<string, object?>>().First().Values.Select(v => $"{v}").ToArray();

            Assert.Equal(csv[0], heads);
            Assert.All(heads, Assert.NotEmpty);
            Assert.Equal(heads.Length, heads.Distinct().Count());
            Assert.True(language == "zh-CN" || !heads.Any(h => h.Any(c => c is >= '\u4e00' and <= '\u9fff')), $"{list}: {string.Join(", ", heads)}");
            Assert.True(list != "people" || heads[0] == first, heads[0]);
        }
    }

    private static async Task<List<string[]>> CsvAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, Ct);
        return await CsvAsync(answer);
    }

    private static async Task<List<string[]>> CsvAsync(HttpResponseMessage answer)
    {
        Assert.Equal((HttpStatusCode.OK, "text/csv"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.EndsWith(".csv", answer.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        return [.. (await answer.Content.ReadAsStringAsync(Ct)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))];
    }

    private static async Task<List<string[]>> XlsxAsync(HttpClient client, string address)
    {
        using var file = new MemoryStream(await client.GetByteArrayAsync(address, Ct));
        return [.. file.Query(useHeaderRow: true).Cast<IDictionary<string, object?>>().Select(r => r.Values.Select(v => $"{v}").ToArray())];
    }
}
