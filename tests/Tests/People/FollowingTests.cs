using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities;
using Weiguang.Kernel.Outbox;
using Weiguang.People;
using Weiguang.Tests.Activities.Organising;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.People;

/// <summary>Who follows a team hears of its new activities; nobody else sees who follows.</summary>
public class FollowingTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly string New = ActivityMessages.FollowedNew.Text;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Followers_hear_of_a_new_activity_once_and_not_after_they_stopped(string database)
    {
        var app = await apps.On(database);
        var (team, leader, program) = await app.LeaderAsync();
        var (follower, other) = (await app.PersonAsync("李大娘"), await app.PersonAsync("王二"));
        var browser = await app.BrowserOfAsync(follower);
        await PressAsync(browser, $"/teams/{team}");
        await PressAsync(await app.BrowserOfAsync(leader), $"/teams/{team}");
        await PressAsync(await app.BrowserOfAsync(other), $"/teams/{team}");
        await PressAsync(await app.BrowserOfAsync(other), $"/teams/{team}"); // And stops again.

        var id = await program.AddAsync(Draft(team));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        await app.Services.GetRequiredService<OutboxPump>().DrainAsync(Ct);

        Assert.Single(await app.ToldAsync(follower), m => m == New);
        Assert.DoesNotContain(await app.ToldAsync(leader), m => m == New);
        Assert.DoesNotContain(await app.ToldAsync(other), m => m == New);
        Assert.Contains("周五扫雪", (await browser.GetPageAsync("/messages", Ct)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_one_follows_stands_on_ones_own_page_and_is_dropped_there(string database)
    {
        var app = await apps.On(database);
        var (team, _, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team));
        await (await program.StepAsync(id, "publish")).JsonAsync();
        var browser = await app.BrowserOfAsync(await app.PersonAsync("李大娘"));
        await PressAsync(browser, $"/activities/{id}");
        await PressAsync(browser, $"/teams/{team}");

        var page = await browser.GetPageAsync("/me/following", Ct);
        Assert.Equal([$"/activities/{id}", $"/teams/{team}"], page.QuerySelectorAll(".card h3 a").Select(a => a.GetAttribute("href")));
        var form = (IHtmlFormElement)page.QuerySelector("#unfollow")!;
        for (var press = 0; press < 2; press++)
        {
            using var dropped = await browser.SubmitAsync("/me/following", form, new Dictionary<string, string> { ["Form.Id"] = $"{team}" }, Ct);
            Assert.Equal("/me/following", dropped.Headers.Location!.OriginalString);
        }

        Assert.Single((await browser.GetPageAsync("/me/following", Ct)).QuerySelectorAll(".card"));
        Assert.Empty((await (await app.BrowserOfAsync(await app.PersonAsync("王二"))).GetPageAsync("/me/following", Ct)).QuerySelectorAll(".card"));
        Assert.StartsWith("/sign-in?return=", (await app.Browser().GetPageAsync($"/teams/{team}", Ct)).QuerySelector("a[href^='/sign-in']")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Pressed_by_many_fingers_at_once_it_is_followed_once_and_there_is_an_end_to_it(string database)
    {
        var app = await apps.On(database);
        var (target, person) = (Guid.CreateVersion7(), await app.PersonAsync("李大娘"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SetAsync(app, person, target)));
        for (var i = 1; i < FollowBook.Most; i++)
        {
            Assert.True(await SetAsync(app, person, Guid.CreateVersion7()));
        }

        Assert.False(await SetAsync(app, person, Guid.CreateVersion7()));
        Assert.True(await SetAsync(app, person, target));
    }

    private static async Task<bool> SetAsync(TestApp app, Guid person, Guid target)
    {
        using var scope = app.Scope();
        scope.Get<Viewer>().Become(person);
        return await scope.Get<FollowBook>().SetAsync("team", target, follows: true, Ct);
    }

    private static async Task PressAsync(HttpClient browser, string page)
    {
        using var pressed = await browser.SubmitAsync(page, form: "form:has([name=Follows])", ct: Ct);
        Assert.Equal(page, pressed.Headers.Location!.OriginalString);
    }
}
