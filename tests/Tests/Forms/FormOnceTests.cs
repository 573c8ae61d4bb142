using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.Logging.Abstractions;
using Weiguang.Kernel.Http;
using Weiguang.Tests.Activities;
using Weiguang.Web.Jobs;

namespace Weiguang.Tests.Forms;

/// <summary>Every form that makes something makes it once.</summary>
public class FormOnceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<string, string> Cases => new(CreatingForm.All.Keys, new TestDatabases().Select(row => row.Data));

    [Theory, MemberData(nameof(Cases))]
    public async Task Pressed_twice_gone_back_or_sent_twice_at_once_it_makes_one_thing_and_leads_to_one_place(string what, string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var creating = await CreatingForm.All[what](app);
        var before = await creating.CountAsync();
        var form = await creating.OpenAsync();

        var taps = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => creating.SendAsync(form)));
        var back = await creating.SendAsync(form);

        Assert.All([.. taps, back], tap => Assert.True(tap.StatusCode == HttpStatusCode.Redirect, $"{(int)tap.StatusCode}: {tap.Content.ReadAsStringAsync(Ct).Result}"));
        Assert.Single([.. taps.Append(back).Select(tap => tap.Headers.Location!.ToString()).Distinct()]);
        Assert.Equal(before + 1, await creating.CountAsync());
        Assert.Contains(back.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("wg-flash=", StringComparison.Ordinal) || what == "menu item");
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Other_words_under_the_same_id_are_told_and_can_be_sent_as_a_new_one(string what, string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var creating = await CreatingForm.All[what](app);
        var before = await creating.CountAsync();
        var form = await creating.OpenAsync();
        using var first = await creating.SendAsync(form);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);

        var other = what == "certificate" ? "true" : "另外一件事";
        using var told = await creating.SendAsync(form, other);
        var page = await told.ReadPageAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        var again = (IHtmlFormElement)page.QuerySelector(creating.Selector)!;
        Assert.Null(again.Closest("details:not([open])")); // What has to be read is not behind a button.
        Assert.Equal(first.Headers.Location!.ToString(), again.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.Contains(KeyValuePair.Create(creating.Typed, other), Html.Fields(again));
        Assert.Equal(before + 1, await creating.CountAsync());

        using var sent = await creating.Browser.SubmitAsync(creating.Url, again, creating.Values.TryGetValue("Form.Do", out var press) ? new Dictionary<string, string> { ["Form.Do"] = press } : null, Ct);
        Assert.True(sent.StatusCode == HttpStatusCode.Redirect, await sent.Content.ReadAsStringAsync(Ct));
        Assert.Equal(before + 2, await creating.CountAsync());
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task The_same_words_from_the_form_shown_anew_are_told_and_once_more_make_another(string what, string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var creating = await CreatingForm.All[what](app);
        var before = await creating.CountAsync();
        using var first = await creating.SendAsync(await creating.OpenAsync());
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);

        using var back = await creating.SendAsync(await creating.OpenAsync());
        var page = await back.ReadPageAsync(Ct);
        Assert.Contains("没有再存一份", page.QuerySelector("form [role=alert]")?.TextContent);
        Assert.Null(page.QuerySelector("form [role=alert]")!.Closest("details:not([open])"));
        var again = (IHtmlFormElement)page.QuerySelector(creating.Selector)!;
        Assert.Equal(first.Headers.Location!.ToString(), again.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.Equal(before + 1, await creating.CountAsync());

        var press = creating.Values.TryGetValue("Form.Do", out var done) ? new Dictionary<string, string> { ["Form.Do"] = done } : null;
        var taps = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => creating.Browser.SubmitAsync(creating.Url, again, press, Ct)));
        Assert.All(taps, tap => Assert.Equal(HttpStatusCode.Redirect, tap.StatusCode));
        Assert.Equal(before + 2, await creating.CountAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_same_order_an_hour_later_is_another_one(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var creating = await CreatingForm.All["order"](app);
        using var first = await creating.SendAsync(await creating.OpenAsync());
        app.Clock.Advance(TimeSpan.FromHours(1));

        using var second = await creating.SendAsync(await creating.OpenAsync());

        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        Assert.NotEqual(first.Headers.Location, second.Headers.Location);
        Assert.Equal(2, await creating.CountAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_form_that_came_back_with_messages_can_be_sent_again(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var creating = await CreatingForm.All["team"](app);
        var before = await creating.CountAsync();
        var form = await creating.OpenAsync();
        using var wrong = await creating.SendAsync(form, "");
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);

        using var right = await creating.SendAsync(form);

        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Equal(before + 1, await creating.CountAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_memory_of_a_form_is_one_persons_and_ends_after_a_week(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var creating = await CreatingForm.All["station"](app);
        var form = await creating.OpenAsync();
        using var first = await creating.SendAsync(form);
        var colleague = creating with { Browser = await app.BrowserOfAsync(await app.PersonWithAsync(Weiguang.People.Role.Coordinator)) };
        var theirs = await colleague.OpenAsync();
        var id = theirs.QuerySelector<IHtmlInputElement>("[name=_once]")!;
        id.Value = form.QuerySelector<IHtmlInputElement>("[name=_once]")!.Value;
        using var second = await colleague.SendAsync(theirs, "民主站");
        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        Assert.Equal(2, await creating.CountAsync());

        app.Clock.Advance(TimeSpan.FromDays(8));
        using var scope = app.Scope();
        await new Housekeeping(scope.Db, app.Clock, NullLogger<Housekeeping>.Instance).TidyAsync(Ct);

        Assert.Equal(0, await scope.Db.Set<SentForm>().CountAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Other_words_in_a_form_that_its_first_effect_took_off_the_page_are_told_of(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var volunteer = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(76);
        var (browser, url) = (await app.BrowserOfAsync(volunteer), $"/hours/{fair.Activity}/records/{(await fair.RecordAsync(volunteer)).Id}");
        var form = (IHtmlFormElement)(await browser.GetPageAsync(url, Ct)).QuerySelector("form:has([name='Form.Reason'])")!;
        using var first = await browser.SubmitAsync(url, form, new Dictionary<string, string> { ["Form.Reason"] = "做到了十二点" }, Ct);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);

        using var other = await browser.SubmitAsync(url, form, new Dictionary<string, string> { ["Form.Reason"] = "做到了一点" }, Ct);

        Assert.Equal((HttpStatusCode.Redirect, first.Headers.Location), (other.StatusCode, other.Headers.Location));
        Assert.Contains(other.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("wg-flash=", StringComparison.Ordinal));
        Assert.Contains("这张表已经交过一次", (await browser.GetPageAsync(url, Ct)).Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>A colleague was faster: nothing has been handed in, and nobody writes it again from memory.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_refused_does_not_count_as_handed_in_and_keeps_its_words(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var volunteer = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(76);
        var (browser, url) = (await app.BrowserOfAsync(volunteer), $"/hours/{fair.Activity}/records/{(await fair.RecordAsync(volunteer)).Id}");
        var tabs = new List<IHtmlFormElement>();
        for (var i = 0; i < 2; i++)
        {
            tabs.Add((IHtmlFormElement)(await browser.GetPageAsync(url, Ct)).QuerySelector("form:has([name='Form.Reason'])")!);
        }

        using var first = await browser.SubmitAsync(url, tabs[0], new Dictionary<string, string> { ["Form.Reason"] = "做到了十二点" }, Ct);
        using var refused = await browser.SubmitAsync(url, tabs[1], new Dictionary<string, string> { ["Form.Reason"] = "做到了一点" }, Ct); // One correction is open by now.

        Assert.Contains("您刚才写的是：“做到了一点”", (await browser.GetPageAsync(url, Ct)).QuerySelector(".flash[role=status]:not([hidden])")!.TextContent, StringComparison.Ordinal);
        using var scope = app.Scope();
        Assert.Equal(1, await scope.Db.Set<SentForm>().CountAsync(Ct));
    }
}
