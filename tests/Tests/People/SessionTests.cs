using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.People.Sessions;
using Weiguang.Tests.Support;

namespace Weiguang.Tests.People;

public sealed class SessionTests(SharedApps apps) : IClassFixture<SharedApps>
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_token_that_was_given_back_opens_nothing(string database)
    {
        var program = await (await apps.On(database)).ProgramOfAsync(await (await apps.On(database)).PersonAsync());
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/me")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await program.DeleteAsync("/api/v1/auth/token")).StatusCode);

        using var after = await program.GetAsync("/api/v1/me");
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Equal("application/problem+json", after.Content.Headers.ContentType!.MediaType);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_device_revoked_on_the_page_is_out_at_once(string database)
    {
        var app = await apps.On(database);
        var person = await app.PersonAsync();
        var (phone, lost) = (await app.BrowserOfAsync(person), await app.ProgramOfAsync(person));
        Assert.Equal(HttpStatusCode.OK, (await lost.GetAsync("/api/v1/me")).StatusCode);

        var page = await phone.GetPageAsync("/me/sessions");
        var form = page.QuerySelectorAll("main form").OfType<AngleSharp.Html.Dom.IHtmlFormElement>().Single(f => f.TextContent.Contains("程序", StringComparison.Ordinal));
        using var answer = await phone.SubmitAsync("/me/sessions", form);

        Assert.Equal(HttpStatusCode.Unauthorized, (await lost.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/me")).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_ends_somebody_elses_session(string database)
    {
        var app = await apps.On(database);
        var victim = await app.PersonAsync();
        var program = await app.ProgramOfAsync(victim);
        using var scope = app.Scope();
        var id = await scope.Db.Set<Session>().Where(s => s.PersonId == victim).Select(s => s.Id).SingleAsync();
        using var answer = await (await app.BrowserOfAsync(await app.PersonAsync())).SubmitAsync("/me/sessions", new { Id = id }, "main form");

        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/me")).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_cookie_is_no_bearer_token_and_the_other_way_round(string database)
    {
        var app = await apps.On(database);
        using var scope = app.Scope();
        var cookie = await scope.Get<SessionBook>().OpenAsync(await app.PersonAsync(), SessionKind.Cookie, "", null, CancellationToken.None);
        var program = app.Browser();
        program.DefaultRequestHeaders.Authorization = new("Bearer", cookie.Token);

        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/me")).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_database_knows_only_the_hash_of_a_token(string database)
    {
        var app = await apps.On(database);
        using var scope = app.Scope();
        var person = await app.PersonAsync();
        var opened = await scope.Get<SessionBook>().OpenAsync(person, SessionKind.Bearer, "", null, CancellationToken.None);

        var row = await scope.Db.Set<Session>().SingleAsync(s => s.PersonId == person);
        Assert.NotEqual(opened.Token, row.Id);
        Assert.Equal(SessionBook.IdOf(opened.Token), row.Id);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Staff_are_signed_out_after_twelve_idle_hours_citizens_after_ninety_days(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var staff = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station));
        var citizen = await app.ProgramOfAsync(await app.PersonAsync());
        app.Clock.Advance(TimeSpan.FromHours(11));
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/api/v1/me")).StatusCode);
        app.Clock.Advance(TimeSpan.FromHours(13));

        Assert.Equal(HttpStatusCode.Unauthorized, (await staff.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await citizen.GetAsync("/api/v1/me")).StatusCode);
        app.Clock.Advance(TimeSpan.FromDays(91));
        Assert.Equal(HttpStatusCode.Unauthorized, (await citizen.GetAsync("/api/v1/me")).StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Being_used_keeps_a_session_alive(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var staff = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station));
        for (var i = 0; i < 4; i++)
        {
            app.Clock.Advance(TimeSpan.FromHours(8));
            await Task.Delay(TimeSpan.FromSeconds(3.2)); // What the node remembers runs out in real time.
            Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/api/v1/me")).StatusCode);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_has_run_out_is_swept_away(string database)
    {
        var (app, _) = await TestGateway.StartAsync(database);
        await using var __ = app;
        await app.Browser().PostAsJsonAsync("/api/v1/auth/code", new { phone = TestPeople.NewPhone() });
        await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station));
        app.Clock.Advance(TimeSpan.FromDays(32));
        await app.Services.GetRequiredService<Sweep>().OnceAsync(CancellationToken.None);

        using var scope = app.Scope();
        Assert.Empty(await scope.Db.Set<OneTimeCode>().ToListAsync());
        Assert.Empty(await scope.Db.Set<Weiguang.People.Throttling.Attempts>().ToListAsync());
        Assert.Empty(await scope.Db.Set<Session>().ToListAsync());
    }
}
