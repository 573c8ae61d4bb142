using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Weiguang.Activities.Domain;
using Weiguang.People.Sessions;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Forms;

/// <summary>A session that ended while somebody wrote costs them a signing in, not their words.</summary>
public class EndedSessionTests
{
    private static readonly Uri Address = new("http://localhost");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_written_waits_for_the_signing_in_and_is_sent_then(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var creating = await CreatingForm.All["order"](app);
        var form = await creating.OpenAsync();

        // From a browser whose session is gone; a node may remember a living one for some seconds.
        var (browser, cookies) = Phone(app);
        using var told = await SendAsync(browser, creating.Url, [.. Html.Fields(form).Where(f => !creating.Values.ContainsKey(f.Key)), .. creating.Values, new("Form.Password", "geheim")]);
        Assert.Equal(HttpStatusCode.Unauthorized, told.StatusCode);
        var page = await told.ReadPageAsync(Ct);
        Assert.Contains("登录过期了", page.QuerySelector("h1")!.TextContent);
        Assert.Equal($"/sign-in?return={Uri.EscapeDataString(creating.Url)}", page.QuerySelector("main a[target=_blank]")!.GetAttribute("href"));
        var kept = (IHtmlFormElement)page.QuerySelector("main form")!;
        Assert.Contains(Html.Fields(kept), f => f.Value == creating.Values["Form.Title"]);
        Assert.DoesNotContain(Html.Fields(kept), f => f.Value == "geheim");

        // Signed in with the same browser, the page that nobody was signed in at is sent as it is.
        await EnterAsync(app, cookies, await OwnerAsync(creating));
        using var sent = await SendAsync(browser, creating.Url, Html.Fields(kept));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal(1, await creating.CountAsync());

        // From another site the same form comes to nothing.
        using var foreign = await SendAsync(browser, creating.Url, Html.Fields(kept), "cross-site");
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
    }

    /// <summary>On a phone of a family, or of a station: the page lies open in another tab.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_one_person_wrote_is_not_done_in_the_name_of_another(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var creating = await CreatingForm.All["order"](app);
        var (owner, other) = (await OwnerAsync(creating), await app.PersonAsync("刘洪亮"));
        var (browser, cookies) = Phone(app);
        await EnterAsync(app, cookies, owner);
        var form = (IHtmlFormElement)(await browser.GetPageAsync(creating.Url, Ct)).QuerySelector(creating.Selector)!;
        List<KeyValuePair<string, string>> written = [.. Html.Fields(form).Where(f => !creating.Values.ContainsKey(f.Key)), .. creating.Values];

        // The other one signs in in another tab, and the button is pressed: at once, and once more from the page that says no.
        await EnterAsync(app, cookies, other);
        using var told = await SendAsync(browser, creating.Url, written);
        Assert.Equal(HttpStatusCode.Conflict, told.StatusCode);
        var page = await told.ReadPageAsync(Ct);
        Assert.Contains("不是您打开的", page.QuerySelector("h1")!.TextContent);
        var shown = Html.Fields((IHtmlFormElement)page.QuerySelector("main form")!);
        using var again = await SendAsync(browser, creating.Url, shown);
        Assert.Equal((HttpStatusCode.Conflict, 0), (again.StatusCode, await creating.CountAsync()));

        // Nor when the session had ended first, whose page takes whoever signs in.
        Leave(cookies);
        using var ended = await SendAsync(browser, creating.Url, written);
        Assert.Equal(HttpStatusCode.Unauthorized, ended.StatusCode);
        var kept = Html.Fields((IHtmlFormElement)(await ended.ReadPageAsync(Ct)).QuerySelector("main form")!);
        await EnterAsync(app, cookies, other);
        using var stolen = await SendAsync(browser, creating.Url, kept);
        Assert.Equal((HttpStatusCode.Conflict, 0), (stolen.StatusCode, await creating.CountAsync()));

        // Whoever wrote it sends it on, once.
        await EnterAsync(app, cookies, owner);
        using var foreign = await SendAsync(browser, creating.Url, shown, "cross-site");
        Assert.Equal((HttpStatusCode.BadRequest, 0), (foreign.StatusCode, await creating.CountAsync()));
        using var sent = await SendAsync(browser, creating.Url, shown); // From the page that was made for the other one.
        Assert.Equal((HttpStatusCode.Redirect, 1), (sent.StatusCode, await creating.CountAsync()));
        using var twice = await SendAsync(browser, creating.Url, kept);
        Assert.Equal((HttpStatusCode.Redirect, 1), (twice.StatusCode, await creating.CountAsync()));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Somebody_elses_form_is_not_lost_where_the_page_is_not_for_whoever_signed_in(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var creating = await CreatingForm.All["menu item"](app);
        var (browser, cookies) = Phone(app);
        await EnterAsync(app, cookies, await OwnerAsync(creating));
        var form = (IHtmlFormElement)(await browser.GetPageAsync(creating.Url, Ct)).QuerySelector(creating.Selector)!;

        await EnterAsync(app, cookies, await app.PersonAsync("王玉梅"));
        using var told = await SendAsync(browser, creating.Url, [.. Html.Fields(form).Where(f => !creating.Values.ContainsKey(f.Key)), .. creating.Values]);

        Assert.Equal((HttpStatusCode.Conflict, 0), (told.StatusCode, await creating.CountAsync()));
        Assert.Contains(Html.Fields((IHtmlFormElement)(await told.ReadPageAsync(Ct)).QuerySelector("main form")!), f => f.Value == creating.Values[creating.Typed]);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Signing_up_after_the_session_ended_asks_to_sign_in(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (activity, shifts) = await app.ActivityAsync();
        var volunteer = await app.VolunteerAsync();
        var (browser, cookies) = Phone(app);
        await EnterAsync(app, cookies, volunteer);
        var url = $"/activities/{activity}";
        var form = (IHtmlFormElement)(await browser.GetPageAsync(url, Ct)).QuerySelector("#signup")!;

        Leave(cookies); // Anybody may read this page: only the form knows that somebody was signed in.
        using var told = await SendAsync(browser, url, [.. Html.Fields(form), new("Form.ShiftId", $"{shifts[0]}")]);
        Assert.Equal(HttpStatusCode.Unauthorized, told.StatusCode);
        var kept = (IHtmlFormElement)(await told.ReadPageAsync(Ct)).QuerySelector("main form")!;
        using var still = await SendAsync(browser, url, Html.Fields(kept));
        Assert.Equal(HttpStatusCode.Unauthorized, still.StatusCode);

        await EnterAsync(app, cookies, volunteer);
        using var sent = await SendAsync(browser, url, Html.Fields(kept));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        using var scope = app.Scope();
        Assert.Equal(1, await scope.Db.Set<Signup>().CountAsync(s => s.ShiftId == shifts[0], Ct));
    }

    [Fact]
    public async Task A_foreign_page_puts_no_words_under_anybodys_finger()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);

        using var sent = await SendAsync(app.Browser(), "/orders/new", [new("Form.Title", "请转账")], "cross-site");

        Assert.Equal((HttpStatusCode.Redirect, "/sign-in?return=%2F"), (sent.StatusCode, sent.Headers.Location!.ToString()));
    }

    private static (HttpClient Browser, CookieContainer Cookies) Phone(TestApp app)
    {
        var cookies = new CookieContainer();
        var browser = app.CreateDefaultClient(Address, new CookieContainerHandler(cookies));
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        return (browser, cookies);
    }

    private static async Task EnterAsync(TestApp app, CookieContainer cookies, Guid person)
    {
        var session = (await app.CookieOfAsync(person)).Split('=', 2);
        cookies.Add(Address, new Cookie(session[0], session[1]));
    }

    private static void Leave(CookieContainer cookies) => cookies.Add(Address, new Cookie(SessionCookie.Name, "") { Expired = true });

    /// <summary>Who is signed in at the browser of the form.</summary>
    private static async Task<Guid> OwnerAsync(CreatingForm creating) => (await creating.Browser.GetFromJsonAsync<JsonElement>("/api/v1/me", Ct)).GetProperty("id").GetGuid();

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string url, List<KeyValuePair<string, string>> fields, string site = "same-origin")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Referrer = new Uri(browser.BaseAddress!, url);
        return await browser.SendAsync(request, Ct);
    }
}
