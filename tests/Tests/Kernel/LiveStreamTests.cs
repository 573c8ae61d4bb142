using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Weiguang.Kernel.Live;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.People.Roles;
using Weiguang.People.Sessions;

namespace Weiguang.Tests.Kernel;

public sealed class LiveStreamTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const string Mine = "/live/me";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Before the next heartbeat, at which every stream looks anyway: it was told.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(18);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_stream_ends_with_its_session(string database)
    {
        var app = await apps.On(database);
        var program = await app.ProgramOfAsync(await app.PersonAsync());
        using var stream = await OpenAsync(program, Mine);

        await program.DeleteAsync("/api/v1/auth/token", Ct);

        Assert.Equal("", await RestAsync(stream, AtOnce));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_stream_ends_when_a_role_is_taken_away(string database)
    {
        var app = await apps.On(database);
        var person = await app.PersonAsync();
        await app.GrantAsync(person, Role.Admin, 0);
        using var stream = await OpenAsync(await app.ProgramOfAsync(person), "/console/orders/live");
        using var scope = app.Scope();

        await scope.Get<RoleBook>().RevokeAsync(person, Role.Admin, 0, ct: Ct);

        Assert.Equal("", await RestAsync(stream, AtOnce));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_stream_ends_when_its_role_may_no_longer_do_something(string database)
    {
        await using var app = await TestApp.StartAsync(database); // What a role may do holds for everybody.
        using var stream = await OpenAsync(await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station)), "/console/orders/live");
        using var scope = app.Scope();

        await scope.Get<PermissionBook>().ChangeAsync("orders.dispatch", [Role.Coordinator, Role.Admin], null, Ct);

        Assert.Equal("", await RestAsync(stream, AtOnce));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Taken_away_as_part_of_something_greater_it_ends_when_that_is_done(string database)
    {
        var app = await apps.On(database);
        var person = await app.PersonAsync();
        await app.GrantAsync(person, Role.Admin, 0);
        using var stream = await OpenAsync(await app.ProgramOfAsync(person), "/console/orders/live");
        using var scope = app.Scope();
        await using (var work = await scope.Db.BeginWorkAsync(Ct))
        {
            await scope.Get<RoleBook>().RevokeAsync(person, Role.Admin, 0, ct: Ct);
            await work.CommitAsync(Ct);
        }

        Assert.Equal("", await RestAsync(stream, AtOnce));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Another_node_says_that_a_session_ended_and_nothing_more_is_told(string database)
    {
        var app = await apps.On(database);
        var person = await app.PersonAsync();
        using var stream = await OpenAsync(await app.ProgramOfAsync(person), Mine);
        using var scope = app.Scope();
        var (live, now) = (scope.Get<LiveFeed>(), app.Clock.GetUtcNow().UtcDateTime);
        var id = await scope.Db.Set<Session>().Where(s => s.PersonId == person).Select(s => s.Id).SingleAsync(Ct);
        await scope.Db.Set<Session>().Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), Ct);

        live.Deliver([SessionBook.TopicOf(id), MessageBox.TopicOf(person)]);

        Assert.Equal("", await RestAsync(stream));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task News_come_as_long_as_the_session_goes_on(string database)
    {
        var app = await apps.On(database);
        var person = await app.PersonAsync();
        using var stream = await OpenAsync(await app.ProgramOfAsync(person), Mine);
        using var scope = app.Scope();
        var (live, id) = (scope.Get<LiveFeed>(), await scope.Db.Set<Session>().Where(s => s.PersonId == person).Select(s => s.Id).SingleAsync(Ct));

        live.Deliver([SessionBook.TopicOf(id), MessageBox.TopicOf(person)]); // Looked anew, and it still holds.

        Assert.Equal("event: changed", await stream.ReadLineAsync(Ct).AsTask().WaitAsync(Patience, Ct));
    }

    /// <summary>On a bad network seconds pass between the making of a page and its first listening.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_told_between_the_page_and_its_listening_is_told_again(string database)
    {
        var app = await apps.On(database);
        var person = await app.PersonAsync();
        var (browser, program) = (await app.BrowserOfAsync(person), await app.ProgramOfAsync(person));
        var since = (await browser.GetPageAsync("/messages", Ct)).QuerySelector("wg-live")!.GetAttribute("data-since");

        using (var nothing = await OpenAsync(program, $"{Mine}?since={since}", "data: known"))
        {
            app.Services.GetRequiredService<LiveFeed>().Deliver([MessageBox.TopicOf(person)]);
            Assert.Equal("event: changed", await nothing.ReadLineAsync(Ct).AsTask().WaitAsync(Patience, Ct));
        }

        using var missed = await OpenAsync(program, $"{Mine}?since={since}", "data: known");
        Assert.Equal(("event: changed", "data: missed"), (await missed.ReadLineAsync(Ct), await missed.ReadLineAsync(Ct)));
        using var elsewhere = await OpenAsync(program, $"{Mine}?since=another.5", "data: unknown");
        using var never = await OpenAsync(program, Mine, "data: unknown");
    }

    [Fact]
    public void What_was_told_long_ago_may_have_been_missed()
    {
        var feed = new LiveFeed([]);
        var before = feed.Moment;
        for (var i = 0; i < 10_002; i++)
        {
            feed.Deliver([$"topic {i}"]);
        }

        Assert.True(feed.HasTold(["another"], before));
        Assert.False(feed.HasTold(["another"], feed.Moment));
        Assert.True(feed.HasTold(["topic 10001"], before));
    }

    [Fact]
    public async Task A_program_that_stops_does_not_wait_for_who_only_listens()
    {
        var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        var stream = await OpenAsync(await app.ProgramOfAsync(await app.PersonAsync()), Mine);

        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal("", await RestAsync(stream, AtOnce));
        await app.DisposeAsync();
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_person_listens_only_so_often_at_once(string database)
    {
        var app = await apps.On(database);
        var program = await app.ProgramOfAsync(await app.PersonAsync());
        var streams = new List<StreamReader>();
        for (var i = 0; i < LiveStreams.MostOfOne; i++)
        {
            streams.Add(await OpenAsync(program, Mine));
        }

        using var refused = await program.GetAsync(Mine, HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        using var another = await OpenAsync(await app.ProgramOfAsync(await app.PersonAsync()), Mine);

        streams[0].Dispose();
        for (var code = HttpStatusCode.TooManyRequests; code != HttpStatusCode.OK;) // As soon as the server has noticed.
        {
            using var again = await program.GetAsync(Mine, HttpCompletionOption.ResponseHeadersRead, Ct);
            code = again.StatusCode;
        }

        streams.ForEach(s => s.Dispose());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_session_does_not_go_on_because_its_streams_are_looked_after(string database)
    {
        await using var app = await TestApp.StartAsync(database); // Its clock will run ahead.
        var person = await app.PersonAsync();
        using var stream = await OpenAsync(await app.ProgramOfAsync(person), Mine);
        using var scope = app.Scope();
        var session = await scope.Db.Set<Session>().AsNoTracking().SingleAsync(s => s.PersonId == person, Ct);
        app.Clock.Advance(TimeSpan.FromHours(1));
        scope.Get<LiveFeed>().Deliver([SessionBook.TopicOf(session.Id), MessageBox.TopicOf(person)]);
        Assert.Equal("event: changed", await stream.ReadLineAsync(Ct).AsTask().WaitAsync(Patience, Ct));

        Assert.Equal(session.ExpiresAt, await scope.Db.Set<Session>().Where(s => s.PersonId == person).Select(s => s.ExpiresAt).SingleAsync(Ct));
    }

    /// <summary>A stream that has said that it is ready.</summary>
    private static async Task<StreamReader> OpenAsync(HttpClient program, string url, string? says = null)
    {
        var answer = await program.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var stream = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct));
        while (await stream.ReadLineAsync(Ct).AsTask().WaitAsync(Patience, Ct) is not "" and var line)
        {
            Assert.True(says is null || line == says || line!.StartsWith("event:", StringComparison.Ordinal), line);
        }

        return stream;
    }

    private static Task<string> RestAsync(StreamReader stream, TimeSpan? patience = null) => stream.ReadToEndAsync(Ct).WaitAsync(patience ?? Patience, Ct);
}
