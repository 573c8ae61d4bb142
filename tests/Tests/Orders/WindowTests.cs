using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Domain;

namespace Weiguang.Tests.Orders;

public class WindowTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", " 或者 ")]
    [InlineData("en", " or ")]
    [InlineData("ru", " или ")]
    public async Task Between_two_times_there_is_a_word_that_stands_apart(string language, string word)
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var village = await Village.BuildAsync(app);
        var day = $"{app.Clock.Today().AddDays(1):yyyy-MM-dd}";
        await village.OrderAsync(new { urgency = "normal", windows = new[] { new { from = $"{day}T08:00:00+08:00", to = $"{day}T12:00:00+08:00" }, new { from = $"{day}T13:00:00+08:00", to = $"{day}T18:00:00+08:00" } } });
        var browser = await app.BrowserOfAsync(village.ResidentId);
        browser.DefaultRequestHeaders.AcceptLanguage.Clear();
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var card = (await browser.GetPageAsync("/orders", Ct)).QuerySelector("main")!.TextContent;
        Assert.Contains($"12:00{word}", card, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_no_in_too_many_words_is_told_so_at_its_field_and_keeps_them(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        var order = await village.OrderAsync();
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteer } });
        var browser = await app.BrowserOfAsync(volunteer);
        var form = (IHtmlFormElement)(await browser.GetPageAsync($"/orders/{order}", Ct)).QuerySelectorAll("form").First(f => f.QuerySelector("[name='Form.Do'][value=Decline]") is not null);
        var words = new string('忙', 201);

        using var answer = await browser.SubmitAsync($"/orders/{order}", form, new Dictionary<string, string> { ["Form.Reason"] = words }, Ct);
        var page = await answer.ReadPageAsync(Ct);

        Assert.Contains("最多写 200 个字", page.QuerySelector("details[open] .field .error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(words, page.QuerySelector("details[open] [name='Form.Reason']")!.GetAttribute("value"));
        using var cut = await village.Staff.TryStepAsync(order, "recall", new { reason = new string('忙', 1001) });
        Assert.Equal(["reason"], (await cut.ProblemAsync()).GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_is_asked_chooses_among_the_times_at_which_somebody_is_at_home(string database)
    {
        var app = await apps.On(database);
        var village = await Village.BuildAsync(app);
        var volunteer = await app.VolunteerAsync();
        var day = $"{app.Clock.Today().AddDays(1):yyyy-MM-dd}";
        var order = await village.OrderAsync(new { urgency = "normal", windows = new[] { new { from = $"{day}T08:00:00+08:00", to = $"{day}T12:00:00+08:00" }, new { from = $"{day}T13:00:00+08:00", to = $"{day}T18:00:00+08:00" } } });
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteer } });
        var browser = await app.BrowserOfAsync(volunteer);
        using var unsaid = await (await app.ProgramOfAsync(volunteer)).TryStepAsync(order, "accept", new { });
        Assert.Equal(HttpStatusCode.BadRequest, unsaid.StatusCode); // Which of the two is not for us to say.

        var form = (IHtmlFormElement)(await browser.GetPageAsync($"/orders/{order}", Ct)).QuerySelector("form:has([name='Form.Window'])")!;
        Assert.Equal(["8:00–12:00", "13:00–18:00"], form.QuerySelectorAll("time .nowrap").Select(time => time.TextContent));
        using var taken = await browser.SubmitAsync($"/orders/{order}", form, new Dictionary<string, string> { ["Form.Window"] = "1" }, Ct);

        using var scope = app.Scope();
        var agreed = await scope.Db.Set<Order>().SingleAsync(o => o.Id == order, Ct);
        Assert.Equal((volunteer, agreed.Windows[1].From), (agreed.VolunteerId, agreed.AgreedFrom));
    }
}
