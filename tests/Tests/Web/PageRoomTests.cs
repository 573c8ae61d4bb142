using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Web.Security;

namespace Weiguang.Tests.Web;

/// <summary>One who asks for very much gets it in turn, and keeps nobody else from theirs.</summary>
public sealed class PageRoomTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_pages_wait_the_process_says_that_it_lives()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var room = app.Services.GetRequiredService<PageRoom>().Room;
        var taken = await FillAsync(app);
        var page = app.Browser().GetAsync("/problems", Ct);
        while (room.Waiting == 0)
        {
            Assert.False(page.IsCompleted);
            await Task.Yield();
        }

        Assert.Equal(HttpStatusCode.OK, (await app.Browser().GetAsync("/health/live", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Browser().GetAsync("/health/ready", Ct)).StatusCode);

        Assert.False(page.IsCompleted);
        taken[0].Dispose();
        Assert.Equal(HttpStatusCode.OK, (await page).StatusCode);
    }

    [Fact]
    public async Task What_somebody_unknown_asks_for_waits_and_what_a_person_does_goes_on()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var (person, room) = (await app.ProgramOfAsync(await app.PersonAsync()), app.Services.GetRequiredService<PageRoom>().Room);
        var taken = await FillAsync(app);
        var unknown = app.Browser().PostAsJsonAsync("/api/v1/auth/code", new { phone = "no phone" }, Ct);
        while (room.Waiting == 0)
        {
            Assert.False(unknown.IsCompleted);
            await Task.Yield();
        }

        Assert.Equal(HttpStatusCode.NoContent, (await person.PostAsync("/api/v1/me/messages/read", null, Ct)).StatusCode);

        Assert.False(unknown.IsCompleted);
        taken[0].Dispose();
        Assert.Equal(HttpStatusCode.BadRequest, (await unknown).StatusCode); // What it said was read and is still there.
    }

    [Theory]
    [InlineData("/problems", "text/html")]
    [InlineData("/api/v1/activities", "application/problem+json")]
    public async Task When_too_many_wait_the_next_is_told_to_come_again(string url, string form)
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        await FillAsync(app);
        var room = app.Services.GetRequiredService<PageRoom>().Room;
        var waiting = Enumerable.Range(0, PageRoom.WaitingOfAll).Select(i => room.EnterAsync($"{i}", 1, Ct).AsTask()).ToList();

        using var answer = await app.Browser().GetAsync(url, Ct);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(form, answer.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain(waiting, w => w.IsCompleted);
    }

    [Fact]
    public async Task Nothing_is_made_for_who_is_gone()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var room = app.Services.GetRequiredService<PageRoom>().Room;
        await FillAsync(app);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var page = app.Browser().GetAsync("/problems", gone.Token);
        while (room.Waiting == 0)
        {
            await Task.Yield();
        }

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => page);
        while (room.Waiting > 0)
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task A_page_gives_its_place_back()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var taken = await FillAsync(app);
        taken[0].Dispose();
        foreach (var url in (string[])["/problems", "/no-such-page", "/docs/api", "/openapi/v1.json", "/docs/api"])
        {
            await app.Browser().GetAsync(url, Ct); // With one place, each waits for the one before.
        }

        using var place = await app.Services.GetRequiredService<PageRoom>().Room.EnterAsync("somebody", 1, Ct);
        Assert.NotNull(place);
    }

    private static async Task<List<IDisposable>> FillAsync(TestApp app)
    {
        var room = app.Services.GetRequiredService<PageRoom>().Room;
        var taken = new List<IDisposable>();
        for (var i = 0; i < PageRoom.Places; i++)
        {
            taken.Add((await room.EnterAsync($"holder {i}", 1, Ct))!);
        }

        return taken;
    }
}
