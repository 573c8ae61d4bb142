using System.Net;
using AngleSharp.Html.Dom;
using Weiguang.Kernel.Http;

namespace Weiguang.Tests.Forms;

/// <summary>A browser forgets what was half written when it is told that it has been taken, and not before.</summary>
public class DraftTests
{
    private const string Name = "abcDEF_-0123456789abcd.0abc123";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Only_a_form_that_was_taken_is_named_and_the_same_form_again_is_the_same(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var creating = await CreatingForm.All["order"](app);
        var form = await creating.OpenAsync();

        using var wrong = await SendAsync(creating, form, Name, "");
        Assert.Equal((HttpStatusCode.OK, (string?)null), (wrong.StatusCode, TakenBy(wrong)));
        using var taken = await SendAsync(creating, form, Name);
        Assert.Equal((HttpStatusCode.Redirect, Name), (taken.StatusCode, TakenBy(taken)));
        using var again = await SendAsync(creating, form, "");
        Assert.Equal(taken.Headers.Location, again.Headers.Location);
        Assert.Equal(1, await creating.CountAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("a.0abc123; Domain=example.cn")]
    [InlineData("药在柜子里.0abc123")]
    public async Task What_is_no_name_of_ours_is_not_told_back(string name)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var creating = await CreatingForm.All["order"](app);

        using var taken = await SendAsync(creating, await creating.OpenAsync(), name);

        Assert.Equal((HttpStatusCode.Redirect, (string?)null), (taken.StatusCode, TakenBy(taken)));
    }

    [Fact]
    public async Task Who_signs_out_takes_all_along()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var browser = await app.BrowserOfAsync(await app.PersonAsync());
        var owner = (await browser.GetPageAsync("/me/profile", Ct)).QuerySelector($"input[name={FormOwner.Field}]")!.GetAttribute("value");

        using var left = await browser.SubmitAsync("/me", form: "form[action='/sign-out']", ct: Ct);

        Assert.Equal($"{owner}.", TakenBy(left));
    }

    /// <summary>The page lay open so long that its token is worth nothing any more.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_form_with_a_stale_token_keeps_its_words_and_one_press_sends_them(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var creating = await CreatingForm.All["order"](app);
        var form = await creating.OpenAsync();
        var fields = Html.Fields(form).Where(f => !creating.Values.ContainsKey(f.Key) && f.Key is not "__RequestVerificationToken" and not FormOwner.Field).Concat(creating.Values)
            .Append(KeyValuePair.Create("__RequestVerificationToken", "stale")).ToList();

        using var foreign = await PostAsync(creating, fields, "cross-site");
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        Assert.Null((await foreign.ReadPageAsync(Ct)).QuerySelector("main form"));
        using var told = await PostAsync(creating, fields, "same-origin");
        Assert.Equal(HttpStatusCode.BadRequest, told.StatusCode);
        var page = await told.ReadPageAsync(Ct);
        var kept = (IHtmlFormElement)page.QuerySelector("main form")!;
        Assert.Contains(creating.Values["Form.Title"], kept.TextContent, StringComparison.Ordinal); // Who presses sees what is sent.
        Assert.Equal(0, await creating.CountAsync());

        using var sent = await PostAsync(creating, Html.Fields(kept), "same-origin");
        Assert.Equal((HttpStatusCode.Redirect, 1), (sent.StatusCode, await creating.CountAsync()));
    }

    private static string? TakenBy(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies)
        ? cookies.FirstOrDefault(c => c.StartsWith("wg-taken=", StringComparison.Ordinal))?.Split(';')[0]["wg-taken=".Length..] : null;

    private static async Task<HttpResponseMessage> SendAsync(CreatingForm creating, IHtmlFormElement form, string draft, string? typed = null) => await creating.Browser.SubmitAsync(
        creating.Url, form, new Dictionary<string, string>(creating.Values) { ["_draft"] = draft, [creating.Typed] = typed ?? creating.Values[creating.Typed] }, Ct);

    private static async Task<HttpResponseMessage> PostAsync(CreatingForm creating, List<KeyValuePair<string, string>> fields, string site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, creating.Url) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Sec-Fetch-Site", site);
        return await creating.Browser.SendAsync(request, Ct);
    }
}
