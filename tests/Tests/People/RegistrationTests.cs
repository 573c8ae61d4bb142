using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.People.Domain;
using Weiguang.Tests.Support;

namespace Weiguang.Tests.People;

/// <summary>From nobody to signed in, as a villager does it.</summary>
public sealed class RegistrationTests
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Phone_code_name_and_village_are_all_it_takes(string database)
    {
        var (app, phones) = await TestGateway.StartAsync(database);
        await using var _ = app;
        await app.ImportVillagesAsync();
        var (browser, phone) = (app.Browser(), TestPeople.NewPhone());

        Assert.Equal("/sign-in/code", await NextAsync(browser.SubmitAsync("/sign-in?return=/me/sessions", new Dictionary<string, string> { ["Form.Phone"] = phone }, "main form")));
        var page = await browser.GetPageAsync("/sign-in/code");
        Assert.Contains($"{phone[..3]}****{phone[^4..]}", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/sign-in/register", await NextAsync(browser.SubmitAsync("/sign-in/code", new Dictionary<string, string> { ["Form.Code"] = phones.Codes[phone] }, "main form")));
        Assert.Equal("/me/sessions", await NextAsync(browser.SubmitAsync("/sign-in/register", new Dictionary<string, string> { ["Form.Name"] = " 刘 凤琴", ["Form.Village"] = "那金村" }, "main form")));

        var me = await browser.GetPageAsync("/me");
        Assert.Equal("刘 凤琴", me.QuerySelector("h1")!.TextContent);
        Assert.Contains("洮南市 那金镇 那金村委会", me.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_village_name_that_two_share_is_asked_back(string database)
    {
        var (app, phones) = await TestGateway.StartAsync(database);
        await using var _ = app;
        await app.ImportVillagesAsync();
        var browser = await ProvedAsync(app, phones, TestPeople.NewPhone());

        using var first = await browser.SubmitAsync("/sign-in/register", new Dictionary<string, string> { ["Form.Name"] = "刘凤琴", ["Form.Village"] = "新立村" }, "main form");
        var page = await first.ReadPageAsync();
        Assert.Equal(["220821100208", "220881103204"], page.QuerySelectorAll("[type=radio]").Select(r => r.GetAttribute("value")!).Order());

        var form = (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("main form")!;
        Assert.Equal("/me", await NextAsync(browser.SubmitAsync("/sign-in/register", form, new Dictionary<string, string> { ["Form.VillageCode"] = "220881103204" })));
        using var scope = app.Scope();
        Assert.Equal(220881103204, (await scope.Db.Set<Person>().SingleAsync()).DivisionCode);
    }

    [Theory]
    [InlineData("", "那金村", "请填您的姓名")]
    [InlineData("王", "那金村", "请填全名，至少两个字")]
    [InlineData("A1", "那金村", "姓名里有不能用的字符：1")]
    [InlineData("王😀五", "那金村", "姓名里有不能用的字符：😀")]
    [InlineData("买买提买买提买买提买买提买买提买买提买买提买买提买买提买买提买买提买买提买买提买买提", "那金村", "姓名最多 40 个字")]
    [InlineData("刘凤琴", "", "请填村或社区")]
    [InlineData("刘凤琴", "不存在的地方", "没有找到这个地方")]
    public async Task What_is_missing_is_said_at_its_field(string name, string village, string message)
    {
        var (app, phones) = await TestGateway.StartAsync(TestDatabases.Sqlite);
        await using var _ = app;
        await app.ImportVillagesAsync();
        var browser = await ProvedAsync(app, phones, TestPeople.NewPhone());
        using var answer = await browser.SubmitAsync("/sign-in/register", new Dictionary<string, string> { ["Form.Name"] = name, ["Form.Village"] = village }, "main form");

        Assert.Contains(message, (await answer.ReadPageAsync()).QuerySelector(".field.wrong .error")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Two_registrations_of_one_phone_at_once_make_one_person(string database)
    {
        var (app, phones) = await TestGateway.StartAsync(database);
        await using var _ = app;
        await app.ImportVillagesAsync();
        var (program, phone) = (app.Browser(), TestPeople.NewPhone());
        await program.PostAsJsonAsync("/api/v1/auth/code", new { phone });
        using var needed = await program.PostAsJsonAsync("/api/v1/auth/token", new { phone, code = phones.Codes[phone] });
        Assert.Equal(HttpStatusCode.Conflict, needed.StatusCode);
        var problem = await needed.Content.ReadFromJsonAsync<JsonElement>();
        Assert.EndsWith("registration-needed", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        var ticket = problem.GetProperty("ticket").GetString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            program.PostAsJsonAsync("/api/v1/auth/register", new { ticket, name = $"第{"甲乙丙丁戊己"[i]}人", divisionCode = TestPeople.Village })));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        using var scope = app.Scope();
        Assert.Equal((await scope.Db.Set<PhoneEntry>().SingleAsync()).PersonId, (await scope.Db.Set<Person>().SingleAsync()).Id);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_ticket_that_nobody_gave_registers_nobody(string database)
    {
        var (app, _) = await TestGateway.StartAsync(database);
        await using var __ = app;
        using var answer = await app.Browser().PostAsJsonAsync("/api/v1/auth/register", new { ticket = "CfDJ8", name = "刘凤琴", divisionCode = TestPeople.Village });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var page = await app.Browser().GetAsync("/sign-in/register");
        Assert.Equal("/sign-in", page.Headers.Location!.OriginalString.Replace("http://localhost", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org")]
    [InlineData("/\\example.org")]
    [InlineData("/.//example.org/x")]
    [InlineData("/me/..//example.org")]
    [InlineData("/\t/example.org")]
    public async Task The_way_back_never_leads_to_another_site(string back)
    {
        var (app, phones) = await TestGateway.StartAsync(TestDatabases.Sqlite);
        await using var _ = app;
        var phone = TestPeople.NewPhone();
        await app.PersonAsync(phone: phone);
        var browser = app.Browser();
        using var sent = await browser.SubmitAsync($"/sign-in?return={Uri.EscapeDataString(back)}", new Dictionary<string, string> { ["Form.Phone"] = phone }, "main form");

        Assert.Equal("/", await NextAsync(browser.SubmitAsync("/sign-in/code", new Dictionary<string, string> { ["Form.Code"] = phones.Codes[phone] }, "main form")));
    }

    [Fact]
    public async Task A_closed_page_leads_to_signing_in_and_back_again()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        using var answer = await app.Browser().GetAsync("/me/profile?x=1");

        Assert.Equal("/sign-in?return=%2Fme%2Fprofile%3Fx%3D1", answer.Headers.Location!.OriginalString);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Signing_out_ends_the_session(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var browser = await app.BrowserOfAsync(await app.PersonAsync());
        using var left = await browser.SubmitAsync("/me", fields: null, "form[action='/sign-out']");

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/me")).StatusCode);
        using var scope = app.Scope();
        Assert.NotNull((await scope.Db.Set<Session>().SingleAsync()).RevokedAt);
    }

    private static async Task<HttpClient> ProvedAsync(TestApp app, TestGateway phones, string phone)
    {
        var browser = app.Browser();
        await NextAsync(browser.SubmitAsync("/sign-in", new Dictionary<string, string> { ["Form.Phone"] = phone }, "main form"));
        Assert.Equal("/sign-in/register", await NextAsync(browser.SubmitAsync("/sign-in/code", new Dictionary<string, string> { ["Form.Code"] = phones.Codes[phone] }, "main form")));
        return browser;
    }

    private static async Task<string> NextAsync(Task<HttpResponseMessage> posting)
    {
        using var answer = await posting;
        Assert.True(answer.Headers.Location is not null, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return answer.Headers.Location.OriginalString.Replace("http://localhost", "", StringComparison.Ordinal);
    }
}
