using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Weiguang.People;

namespace Weiguang.Tests.Web;

/// <summary>Nobody is told that something is broken when the database is only away, and all goes on when it is back.</summary>
public class DatabaseAwayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_PostgreSQL_is_away_people_are_asked_to_come_again()
    {
        Assert.SkipUnless(PostgresServer.IsAvailable, "No PostgreSQL here.");
        await using var store = await TestStore.CreateAsync(TestDatabases.Postgres);
        var behind = new NpgsqlConnectionStringBuilder(store.Connection);
        await using var relay = new Relay(behind.Host!, behind.Port);
        await using var app = await TestApp.StartAsync(TestDatabases.Postgres, ("ConnectionStrings:Default", new NpgsqlConnectionStringBuilder(store.Connection) { Port = relay.Port }.ConnectionString));
        var person = await app.PersonAsync();
        var (browser, program) = (await app.BrowserOfAsync(person), await app.ProgramOfAsync(person));
        await browser.GetPageAsync("/me", Ct);

        relay.Cut();
        foreach (var path in (string[])["/me", "/orders", "/activities?q=a"])
        {
            using var answer = await browser.GetAsync(path, Ct);
            Assert.Equal((path, HttpStatusCode.ServiceUnavailable), (path, answer.StatusCode));
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Equal("系统暂时忙不过来", (await answer.ReadPageAsync(Ct)).QuerySelector("h1")?.TextContent);
        }

        // Who asks for nothing that is may be told that, if nobody has to be asked for it.
        using var nothing = await app.Browser().GetAsync("/no-such-page", Ct);
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        Assert.NotEmpty((await nothing.ReadPageAsync(Ct)).QuerySelector("h1")?.TextContent ?? "");

        using var refused = await program.GetAsync("/api/v1/orders?mine=asked", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("/problems/unavailable", (await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/live", Ct)).StatusCode);

        relay.Mend();
        var again = HttpStatusCode.ServiceUnavailable;
        for (var i = 0; i < 50 && again != HttpStatusCode.OK; i++) // Each connection of the pool has to find out for itself.
        {
            using var answer = await browser.GetAsync("/me", Ct);
            again = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, again);
    }

    [Fact]
    public async Task When_PostgreSQL_goes_away_in_the_middle_of_work_that_is_what_is_said()
    {
        Assert.SkipUnless(PostgresServer.IsAvailable, "No PostgreSQL here.");
        await using var store = await TestStore.CreateAsync(TestDatabases.Postgres);
        var behind = new NpgsqlConnectionStringBuilder(store.Connection);
        await using var relay = new Relay(behind.Host!, behind.Port);
        var probe = Probe.With(routes => routes.MapPost("/api/v1/probe", async Task<string> (AppDbContext db) =>
        {
            await using var outer = await db.BeginWorkAsync();
            await using var inner = await db.BeginWorkAsync();
            relay.Cut();
            return $"{await db.Set<Weiguang.People.Domain.Person>().CountAsync()}";
        }));
        await using var app = await TestApp.StartAsync(TestDatabases.Postgres, probe, ("ConnectionStrings:Default", new NpgsqlConnectionStringBuilder(store.Connection) { Port = relay.Port }.ConnectionString));

        using var answer = await app.Browser().PostAsync("/api/v1/probe", null, Ct);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task A_locked_database_of_SQLite_is_waited_for_and_then_said_to_be_busy()
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite, ("ConnectionStrings:Default", store.Connection + ";Default Timeout=1"));
        var browser = await app.BrowserOfAsync(await app.PersonAsync());
        await using var other = new SqliteConnection(store.Connection + ";Pooling=False");
        await other.OpenAsync(Ct);
        await using (var holder = await other.BeginTransactionAsync(Ct))
        {
            using var busy = await SaveAsync(browser);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, busy.StatusCode);
            Assert.NotNull(busy.Headers.RetryAfter);
        }

        using var done = await SaveAsync(browser);
        Assert.Equal(HttpStatusCode.Found, done.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Without_room_to_write_a_server_is_not_ready_and_writes_are_put_off(string database)
    {
        var disk = new FullDisk();
        await using var app = await TestApp.StartAsync(database, services => services.AddSingleton<IInterceptor>(disk));
        var program = await app.ProgramOfAsync(await app.PersonAsync());
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/health/ready", Ct)).StatusCode);

        disk.IsFull = true;
        using var refused = await program.PostAsJsonAsync("/api/v1/auth/code", new { phone = TestPeople.NewPhone() }, Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        using var ready = await program.GetAsync("/health/ready", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("disk", (await ready.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("waitsFor").GetString());

        disk.IsFull = false;
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/health/ready", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_disk_with_too_little_room_is_not_ready()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite, ("Health:LeastFreeMegabytes", "1000000000"));

        using var ready = await app.Browser().GetAsync("/health/ready", Ct);

        Assert.Equal("disk", (await ready.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("waitsFor").GetString());
    }

    private static Task<HttpResponseMessage> SaveAsync(HttpClient browser) => browser.PostAsync("/preferences", new FormUrlEncodedContent([new("elder", "on"), new("back", "/")]), Ct);

    /// <summary>Says of every write what SQLite says of a full disk.</summary>
    private sealed class FullDisk : DbCommandInterceptor
    {
        public bool IsFull { get; set; }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            Writes(command) ? throw new SqliteException("database or disk is full", 13) : ValueTask.FromResult(result);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            Writes(command) ? throw new SqliteException("database or disk is full", 13) : ValueTask.FromResult(result);

        private bool Writes(DbCommand command) => IsFull && (command.CommandText.Contains("INSERT", StringComparison.Ordinal) || command.CommandText.Contains("UPDATE", StringComparison.Ordinal));
    }
}
