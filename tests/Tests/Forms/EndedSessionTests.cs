using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Weiguang.People.Domain;

namespace Weiguang.Tests.Forms;

/// <summary>A session that ended while somebody wrote costs them a signing in, not their words.</summary>
public class EndedSessionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_written_waits_for_the_signing_in_and_is_sent_then(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var creating = await CreatingForm.All["order"](app);
        var form = await creating.OpenAsync();
        Guid person;
        using (var scope = app.Scope())
        {
            person = await scope.Db.Set<Session>().OrderByDescending(s => s.Id).Select(s => s.PersonId).FirstAsync(Ct);
        }

        // From a browser whose session is gone; a node may remember a living one for some seconds.
        var (address, cookies) = (new Uri("http://localhost"), new CookieContainer());
        var browser = app.CreateDefaultClient(address, new CookieContainerHandler(cookies));
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        using var told = await SendAsync(browser, creating.Url, [.. Html.Fields(form).Where(f => !creating.Values.ContainsKey(f.Key)), .. creating.Values, new("Form.Password", "geheim")]);
        Assert.Equal(HttpStatusCode.Unauthorized, told.StatusCode);
        var page = await told.ReadPageAsync(Ct);
        Assert.Contains("登录过期了", page.QuerySelector("h1")!.TextContent);
        Assert.Equal($"/sign-in?return={Uri.EscapeDataString(creating.Url)}", page.QuerySelector("main a[target=_blank]")!.GetAttribute("href"));
        var kept = (IHtmlFormElement)page.QuerySelector("main form")!;
        Assert.Contains(Html.Fields(kept), f => f.Value == creating.Values["Form.Title"]);
        Assert.DoesNotContain(Html.Fields(kept), f => f.Value == "geheim");

        // Signed in with the same browser, the page that nobody was signed in at is sent as it is.
        var session = (await app.CookieOfAsync(person)).Split('=', 2);
        cookies.Add(address, new Cookie(session[0], session[1]));
        using var sent = await SendAsync(browser, creating.Url, Html.Fields(kept));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal(1, await creating.CountAsync());

        // From another site the same form comes to nothing.
        using var foreign = await SendAsync(browser, creating.Url, Html.Fields(kept), "cross-site");
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
    }

    [Fact]
    public async Task A_foreign_page_puts_no_words_under_anybodys_finger()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);

        using var sent = await SendAsync(app.Browser(), "/orders/new", [new("Form.Title", "请转账")], "cross-site");

        Assert.Equal((HttpStatusCode.Redirect, "/sign-in?return=%2F"), (sent.StatusCode, sent.Headers.Location!.ToString()));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string url, List<KeyValuePair<string, string>> fields, string site = "same-origin")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Referrer = new Uri(browser.BaseAddress!, url);
        return await browser.SendAsync(request, Ct);
    }
}
