using System.Net;
using Weiguang.People;
using Weiguang.Tests.Support;

namespace Weiguang.Tests.People;

public sealed class PasswordTests
{
    private const string Good = "ShaoHuo-taonan-88";

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Staff_set_a_password_and_sign_in_with_it(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var phone = await StaffAsync(app);
        var browser = app.Browser();
        using var entered = await TryAsync(browser, phone, Good);

        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/console/people")).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Five_wrong_tries_even_at_once_lock_the_door_for_half_an_hour(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var phone = await StaffAsync(app);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => TryAsync(app.Browser(), phone, "wrong")));

        using var locked = await TryAsync(app.Browser(), phone, Good);
        Assert.Contains("30 分钟后再试", await locked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        using var open = await TryAsync(app.Browser(), phone, Good);
        Assert.Equal(HttpStatusCode.Redirect, open.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_unknown_phone_and_a_wrong_password_look_the_same(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var wrong = await TryAsync(app.Browser(), await StaffAsync(app), "wrong");
        using var unknown = await TryAsync(app.Browser(), TestPeople.NewPhone(), "wrong");

        Assert.Equal((await wrong.ReadPageAsync()).QuerySelector(".field .error")!.TextContent, (await unknown.ReadPageAsync()).QuerySelector(".field .error")!.TextContent);
    }

    [Theory]
    [InlineData("short1", "至少要 10 位")]
    [InlineData("onlyletters", "要有数字")]
    [InlineData("1234567890", "要有小写字母")]
    [InlineData("a111111111", "太简单")]
    public async Task A_weak_password_is_refused_with_the_reason(string password, string reason)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var browser = await app.BrowserOfAsync(await app.PersonWithAsync(Role.Station));
        using var answer = await browser.SubmitAsync("/me/password", new Dictionary<string, string> { ["Form.Password"] = password, ["Form.PasswordAgain"] = password }, "main form");

        Assert.Contains(reason, (await answer.ReadPageAsync()).QuerySelector(".field .error")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_changed_password_replaces_the_old_one(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var phone = TestPeople.NewPhone();
        var person = await app.PersonAsync(phone: phone);
        var browser = await app.BrowserOfAsync(person);
        await SetAsync(browser, Good);
        await SetAsync(browser, "another-Good-77");

        using var old = await TryAsync(app.Browser(), phone, Good);
        Assert.Equal(HttpStatusCode.OK, old.StatusCode);
        using var current = await TryAsync(app.Browser(), phone, "another-Good-77");
        Assert.Equal(HttpStatusCode.Redirect, current.StatusCode);
    }

    private static async Task<string> StaffAsync(TestApp app)
    {
        var phone = TestPeople.NewPhone();
        var person = await app.PersonAsync(phone: phone);
        await app.GrantAsync(person, Role.Station, TestPeople.County);
        await SetAsync(await app.BrowserOfAsync(person), Good);
        return phone;
    }

    private static async Task SetAsync(HttpClient browser, string password)
    {
        using var set = await browser.SubmitAsync("/me/password", new Dictionary<string, string> { ["Form.Password"] = password, ["Form.PasswordAgain"] = password }, "main form");
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
    }

    private static Task<HttpResponseMessage> TryAsync(HttpClient browser, string phone, string password) =>
        browser.SubmitAsync("/sign-in/password", new Dictionary<string, string> { ["Form.Phone"] = phone, ["Form.Password"] = password }, "main form");
}
