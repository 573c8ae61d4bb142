using System.Net;
using AngleSharp.Html.Dom;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats;
using Weiguang.Eligibility;

namespace Weiguang.Tests.Activities;

public class ActivityPageTests(SharedApps apps) : IClassFixture<SharedApps>
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_visitor_sees_everything_without_a_form_and_is_led_to_sign_in(string database)
    {
        var app = await apps.On(database);
        var (activity, _) = await app.ActivityAsync(a => (a.Description, a.RiskNotice) = ("## 带什么\n\n**雨鞋** <script>alert(1)</script> [坏](javascript:alert(2)) [好](https://example.cn)", "河边路滑"));
        using var visitor = app.Browser();

        using var answer = await visitor.GetAsync($"/activities/{activity}");
        var page = await answer.ReadPageAsync();

        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Empty(page.QuerySelectorAll("main form"));
        Assert.StartsWith("/sign-in?return=", page.QuerySelector("main a.big[href^='/sign-in']")!.GetAttribute("href"));
        Assert.Equal("带什么", page.QuerySelector("main h2 + div h3")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main script:not([type=module])"));
        Assert.Empty(page.QuerySelectorAll("a[href^='javascript']"));
        Assert.Equal("nofollow noopener", page.QuerySelector("a[href='https://example.cn']")!.GetAttribute("rel"));
        Assert.Contains("河边路滑", page.Body!.TextContent);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_press_signs_up_and_pressing_again_is_no_error(string database)
    {
        var app = await apps.On(database);
        var (activity, shifts) = await app.ActivityAsync(capacities: [1, 1]);
        var (first, second) = (await app.BrowserOfAsync(await app.VolunteerAsync()), await app.BrowserOfAsync(await app.VolunteerAsync()));

        Assert.Contains("报上了", await PressAsync(first, activity, shifts[0]));
        Assert.Contains("您已经报过这一班了", await PressAsync(first, activity, shifts[0]));
        Assert.Contains("您排在第 1 位", await PressAsync(second, activity, shifts[0]));

        var page = await second.GetPageAsync($"/activities/{activity}");
        var card = page.QuerySelector($"#s-{shifts[0]:N}")!;
        Assert.Contains("候补第 1 位", card.TextContent);
        Assert.Null(card.QuerySelector("button[form=signup]"));
        Assert.NotNull(page.QuerySelector($"#s-{shifts[1]:N} button[form=signup]"));
    }

    /// <summary>It would put a transaction around the question to the desk: on SQLite both would wait for the one writer, and everybody with them.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_form_id_that_the_page_never_gave_changes_nothing(string database)
    {
        var app = await apps.On(database);
        var (activity, shifts) = await app.ActivityAsync();
        var browser = await app.BrowserOfAsync(await app.VolunteerAsync());

        using var pressed = await browser.SubmitAsync($"/activities/{activity}", Pairs(("Form.ShiftId", $"{shifts[0]}"), ("_once", $"{Guid.NewGuid():N}.made-up")), "#signup");

        Assert.Equal(HttpStatusCode.Redirect, pressed.StatusCode);
        using var scope = app.Scope();
        Assert.True(await scope.Db.Set<Signup>().AnyAsync(s => s.ShiftId == shifts[0]));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_offer_is_confirmed_or_passed_on_the_page_and_shown_on_my_list(string database)
    {
        var app = await apps.On(database);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromDays(4), capacities: 1);
        var (first, second, third) = (await app.BrowserOfAsync(await app.VolunteerAsync()), await app.BrowserOfAsync(await app.VolunteerAsync()), await app.BrowserOfAsync(await app.VolunteerAsync()));
        foreach (var browser in new[] { first, second, third })
        {
            await PressAsync(browser, activity, shifts[0]);
        }

        Assert.Contains("候补第 1 位", (await second.GetPageAsync("/me/activities?list=waiting")).Body!.TextContent);
        using var left = await first.SubmitAsync($"/activities/{activity}", new { }, $"#s-{shifts[0]:N} form");
        Assert.Contains("退出了", (await first.GetPageAsync($"/activities/{activity}")).QuerySelector(".flash")!.TextContent);
        Assert.Contains("名额给您留到", (await second.GetPageAsync("/me/activities")).QuerySelector(".card")!.TextContent);
        using var passed = await second.SubmitAsync($"/activities/{activity}", new { }, $"#s-{shifts[0]:N} form");
        Assert.Contains("让给下一位", (await second.GetPageAsync($"/activities/{activity}")).QuerySelector(".flash")!.TextContent);
        using var confirmed = await third.SubmitAsync($"/activities/{activity}", Pairs(("Form.ConfirmId", $"{shifts[0]}")), "#signup");
        Assert.Contains("说定了", (await third.GetPageAsync($"/activities/{activity}")).QuerySelector(".flash")!.TextContent);
        Assert.Contains("报上了", (await third.GetPageAsync("/me/activities")).QuerySelector(".card .badge")!.TextContent);
        Assert.Contains("让给了别人", (await second.GetPageAsync("/me/activities?list=past")).QuerySelector(".card .badge")!.TextContent);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Leaving_late_without_a_word_asks_for_one_at_the_field(string database)
    {
        var app = await apps.On(database);
        var (activity, shifts) = await app.ActivityAsync(begins: TimeSpan.FromHours(3));
        var browser = await app.BrowserOfAsync(await app.VolunteerAsync());
        await PressAsync(browser, activity, shifts[0]);

        using var silent = await browser.SubmitAsync($"/activities/{activity}", new { }, $"#s-{shifts[0]:N} form");
        var page = await silent.ReadPageAsync();

        Assert.Contains("请写一句原因", page.QuerySelector($"#s-{shifts[0]:N} .error")!.TextContent);
        Assert.True(page.QuerySelector($"#s-{shifts[0]:N} details")!.HasAttribute("open"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_agreement_is_read_ticked_and_kept_before_the_seat_is_given(string database)
    {
        var app = await apps.On(database);
        var (activity, shifts) = await app.ActivityAsync(a => a.Conditions = new(Agreement: true));
        var id = await app.VolunteerAsync();
        var browser = await app.BrowserOfAsync(id);

        using var unread = await browser.SubmitAsync($"/activities/{activity}", Pairs(("Form.ShiftId", $"{shifts[0]}")), "#signup");
        Assert.Contains("同意了就打个勾", (await unread.ReadPageAsync()).QuerySelector("#agreed-error")!.TextContent);
        using var agreed = await browser.SubmitAsync($"/activities/{activity}", Pairs(("Form.ShiftId", $"{shifts[0]}"), ("Form.Agreed", "true")), "#signup");
        Assert.Contains("报上了", (await browser.GetPageAsync($"/activities/{activity}")).QuerySelector(".flash")!.TextContent);

        using var scope = app.Scope();
        Assert.Matches("^[0-9a-f]{64}$", (await scope.Db.Set<Agreement>().SingleAsync(g => g.ActivityId == activity && g.PersonId == id)).TextHash);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Conditions_are_marked_and_a_code_from_the_organiser_opens_the_door(string database)
    {
        var app = await apps.On(database);
        var (activity, shifts) = await app.ActivityAsync(a => (a.Conditions, a.Code) = (new(MinMinutes: 600, Within: TestPeople.Village), "小河"));
        var browser = await app.BrowserOfAsync(await app.VolunteerAsync());

        var points = (await browser.GetPageAsync($"/activities/{activity}")).QuerySelectorAll("main ul.stack.tight > li").Select(li => string.Join(' ', li.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Contains(points, p => p.StartsWith("还差", StringComparison.Ordinal) && p.Contains("累计服务满", StringComparison.Ordinal));
        Assert.Contains(points, p => p.StartsWith("符合", StringComparison.Ordinal) && p.Contains("只招住在", StringComparison.Ordinal));
        Assert.Contains("还差一点", await PressAsync(browser, activity, shifts[0]));
        using var withCode = await browser.SubmitAsync($"/activities/{activity}", Pairs(("Form.ShiftId", $"{shifts[0]}"), ("Form.Code", " 小河 ")), "#signup");
        Assert.Contains("报上了", (await browser.GetPageAsync($"/activities/{activity}")).QuerySelector(".flash")!.TextContent);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_closed_activity_is_nobodys_but_the_invited(string database)
    {
        var app = await apps.On(database);
        var (activity, _) = await app.ActivityAsync(a => a.Recruit = RecruitScope.Closed);
        using var visitor = app.Browser();
        using var answer = await visitor.GetAsync($"/activities/{activity}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<string> PressAsync(HttpClient browser, Guid activity, Guid shift)
    {
        using var answer = await browser.SubmitAsync($"/activities/{activity}", Pairs(("Form.ShiftId", $"{shift}")), "#signup");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return (await browser.GetPageAsync($"/activities/{activity}")).QuerySelector(".flash")!.TextContent;
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(params (string Name, string Value)[] fields) => fields.Select(f => KeyValuePair.Create(f.Name, f.Value));
}
