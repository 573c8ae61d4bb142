using System.Net;
using AngleSharp.Html.Dom;

namespace Weiguang.Tests.Ui;

public class GoneFormTests(SharedApps apps) : IClassFixture<SharedApps>
{
    [Fact]
    public async Task A_button_that_is_gone_leads_to_the_page_as_it_is_now()
    {
        var ct = TestContext.Current.CancellationToken;
        var app = await apps.On(TestDatabases.Sqlite);
        var person = await app.PersonAsync();
        var other = await app.BrowserOfAsync(person); // A second device, to be signed out.
        var browser = await app.BrowserOfAsync(person);
        const string Url = "/me/sessions";
        var form = (IHtmlFormElement)(await browser.GetPageAsync(Url, ct)).QuerySelectorAll("main form.card").First(f => !f.TextContent.Contains("就是这台", StringComparison.Ordinal));
        using var first = await other.SubmitAsync("/me", form: "form[action='/sign-out']", ct: ct); // It does so itself.
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Url, ct)).StatusCode);

        using var again = await browser.SubmitAsync(Url, form, ct: ct);

        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.Equal(Url, again.Headers.Location!.OriginalString);
        Assert.Contains("有人动过了", (await browser.GetPageAsync(Url, ct)).QuerySelector(".flash")!.TextContent);
    }
}
