using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Weiguang.People;
using Weiguang.Tests.Orders;

namespace Weiguang.Tests.Lists;

/// <summary>One declaration makes the filters of a page, what a program may ask for, its description and the file.</summary>
public sealed partial class ListApiTests : IAsyncLifetime
{
    /// <summary>One character, two units for the program.</summary>
    private const string Rare = "𠮷";

    private static readonly (string Page, string Api)[] Lists =
    [
        ("/console/anomalies", "/api/v1/anomalies"), ("/console/stars", "/api/v1/console/stars"), ("/console/projects", "/api/v1/console/projects"),
        ("/console/activities", "/api/v1/activities/organised"), ("/console/orders", "/api/v1/console/orders"),
    ];

    private TestApp _app = null!;
    private HttpClient _browser = null!, _program = null!;
    private ApiDocument _document = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync(TestDatabases.Sqlite);
        await _app.ProjectsAsync();
        await _app.StarsAsync();
        await (await Village.BuildAsync(_app)).OrderAsync();
        var staff = (await _app.DoubtAsync()).StaffId;
        (_browser, _program) = (await _app.BrowserOfAsync(staff), await _app.ProgramOfAsync(staff));
        _document = new(await _program.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Ct));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Under_every_filter_and_in_every_order_a_program_reads_what_stands_on_the_page_and_in_the_file()
    {
        var seen = new HashSet<string>();
        foreach (var (page, api) in Lists)
        {
            foreach (var query in Asked(api).SelectMany(p => p.Words.Select(word => $"?{p.Name}={word}")).Prepend(""))
            {
                var answer = await _program.GetFromJsonAsync<JsonElement>(api + query, Ct);
                var ids = answer.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!).ToList();

                Assert.True(ids.SequenceEqual(await OnPageAsync(page + query)), $"{api}{query}");
                Assert.Equal(ids.Count, answer.GetProperty("total").GetInt32());
                Assert.Equal(ids.Count, (await _browser.GetStringAsync($"{page}/export{query}", Ct)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);
                seen.UnionWith(ids.Count > 0 ? [page] : []);
            }
        }

        Assert.Equal(Lists.Select(l => l.Page), seen.Order(StringComparer.Ordinal).OrderBy(p => Array.FindIndex(Lists, l => l.Page == p)));
    }

    [Fact]
    public async Task What_the_page_offers_to_choose_is_what_the_description_names()
    {
        foreach (var (page, api) in Lists)
        {
            var html = await _browser.GetPageAsync(page, Ct);
            foreach (var select in html.QuerySelectorAll("main form select").Where(s => s.GetAttribute("name") is not "sort"))
            {
                var offered = select.QuerySelectorAll("option").Select(o => o.GetAttribute("value")!).Where(v => v.Length > 0);
                Assert.Equal(offered, Asked(api).Single(p => p.Name == select.GetAttribute("name")).Words);
            }

            foreach (var text in html.QuerySelectorAll("main form input[type=search]"))
            {
                Assert.Equal(text.GetAttribute("maxlength"), $"{Asked(api).Single(p => p.Name == text.GetAttribute("name")).MaxLength}");
            }
        }
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_to_a_program_and_left_out_on_the_page()
    {
        foreach (var (page, api) in Lists)
        {
            foreach (var (name, words, most) in Asked(api))
            {
                if (most is { } length)
                {
                    Assert.Equal((HttpStatusCode.BadRequest, true), await RefusedAsync($"{api}?{name}={Many(length + 1)}", name));
                    Assert.True(name == "cursor" || (await RefusedAsync($"{api}?{name}={Many(length)}", name)).Status == HttpStatusCode.OK, $"{api} {name}");
                }

                var wrong = most is { } long1 ? Many(long1 + 1) : "abc!";
                Assert.Equal((HttpStatusCode.BadRequest, true), await RefusedAsync($"{api}?{name}={wrong}", name));
                if (name != "cursor")
                {
                    Assert.Equal(await OnPageAsync(page), await OnPageAsync($"{page}?{name}={wrong}"));
                }
            }

            foreach (var take in (string[])["0", "101", "-1"])
            {
                Assert.Equal((HttpStatusCode.BadRequest, true), await RefusedAsync($"{api}?take={take}", "take"));
                using var refused = await _program.GetAsync($"{api}?take={take}", Ct);
                Assert.Equal("请写 1 到 100 的整数", (await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").GetProperty("take")[0].GetString());
            }
        }
    }

    [Fact]
    public async Task A_program_turns_pages_of_its_own_size()
    {
        var (found, next) = (new List<string>(), (string?)"");
        for (var pages = 0; next is not null; pages++)
        {
            var page = await _program.GetFromJsonAsync<JsonElement>($"/api/v1/console/projects?view=all&sort=title&take=3&cursor={next}", Ct);
            Assert.Equal((pages == 0 ? 3 : 1, 4), (page.GetProperty("items").GetArrayLength(), page.GetProperty("total").GetInt32()));
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(await OnPageAsync("/console/projects?view=all&sort=title"), found);
    }

    private static string Many(int length) => Uri.EscapeDataString(string.Concat(Enumerable.Repeat(Rare, length)));

    private async Task<(HttpStatusCode Status, bool IsNamed)> RefusedAsync(string address, string name)
    {
        using var answer = await _program.GetAsync(address, Ct);
        return (answer.StatusCode, answer.StatusCode == HttpStatusCode.BadRequest && (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("errors").TryGetProperty(name, out _));
    }

    /// <summary>Which things the page shows, one below the other.</summary>
    private async Task<List<string>> OnPageAsync(string address) =>
        [.. (await _browser.GetPageAsync(address, Ct)).QuerySelectorAll("main tbody th a, main article.card h2 a").Select(a => Last().Matches(a.GetAttribute("href")!)[^1].Value)];

    private IEnumerable<(string Name, string[] Words, int? MaxLength)> Asked(string api) =>
        from parameter in _document.Operations.Single(o => o.Name == $"GET {api}").Operation.GetProperty("parameters").EnumerateArray()
        let schema = parameter.GetProperty("schema")
        select (parameter.GetProperty("name").GetString()!,
            schema.TryGetProperty("enum", out var words) ? words.EnumerateArray().Select(w => w.GetString()!).ToArray() : [],
            schema.TryGetProperty("maxLength", out var most) ? most.GetInt32() : (int?)null);

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Last();
}
