using System.Net;
using Weiguang.Kernel.Ui;
using Weiguang.People.Domain;
using Weiguang.Tests.Support;

namespace Weiguang.Tests.Ui;

public class PreferencesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Elder_mode_language_and_theme_stay_with_the_browser()
    {
        await using var app = await TestApp.StartAsync("Sqlite");
        using var client = app.Browser();

        await ChangeAsync(client, ("elder", "on"));
        await ChangeAsync(client, ("theme", "dark"));
        await ChangeAsync(client, ("language", "ru"));

        var html = (await client.GetPageAsync("/", Ct)).DocumentElement;
        Assert.Equal(("on", "dark", "ru"), (html.GetAttribute("data-elder"), html.GetAttribute("data-theme"), html.GetAttribute("lang")));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_account_keeps_them_for_the_next_device(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var id = await app.PersonAsync();
        using var client = await app.BrowserOfAsync(id);

        await ChangeAsync(client, ("elder", "on"));

        using var scope = app.Scope();
        Assert.True(await scope.Db.Set<Person>().Where(p => p.Id == id).Select(p => p.ElderMode).SingleAsync(Ct));
    }

    [Theory]
    [InlineData("/orders?state=2", "/orders?state=2")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("/.//elsewhere.example", "/")]
    [InlineData("/orders/..//elsewhere.example/x", "/")]
    [InlineData("/%2e//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("/\t/elsewhere.example", "/")]
    [InlineData("/orders?q=//", "/orders?q=//")]
    [InlineData("", "/")]
    public async Task A_switch_leads_back_to_a_page_of_ours(string back, string expected)
    {
        await using var app = await TestApp.StartAsync("Sqlite");
        using var client = app.Browser();

        var answer = await ChangeAsync(client, ("elder", "on"), ("back", back));

        Assert.Equal(expected, answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Another_site_cannot_press_a_switch()
    {
        await using var app = await TestApp.StartAsync("Sqlite");
        using var client = app.Browser();
        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");

        var answer = await ChangeAsync(client, ("elder", "on"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("elder.dark", true, "dark")]
    [InlineData("dark", false, "dark")]
    [InlineData("elder", true, null)]
    [InlineData("<script>.purple", false, null)]
    [InlineData(null, false, null)]
    public void The_cookie_is_read_without_trust(string? cookie, bool elder, string? theme) => Assert.Equal(new(elder, theme), Preferences.Parse(cookie));

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient client, params (string Name, string Value)[] fields) =>
        client.PostAsync("/preferences", new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))), Ct);
}
