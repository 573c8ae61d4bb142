using System.Net;
using System.Text.Json;

namespace Weiguang.Tests.Web;

/// <summary>What only the real process shows: starting, stopping, logging.</summary>
public class ServerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_nodes_start_at_once_on_an_empty_PostgreSQL()
    {
        Assert.SkipUnless(PostgresServer.IsAvailable, "No PostgreSQL here.");
        await using var store = await TestStore.CreateAsync(TestDatabases.Postgres, migrated: false);
        var nodes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ServerProcess.ServeAsync(store, ["--Import=true"])));

        Assert.All(nodes, node => Assert.Equal(HttpStatusCode.OK, node.Client.GetAsync("/health/ready", Ct).Result.StatusCode));
        Assert.Equal(1, nodes.Count(node => node.Output.Contains(" imported", StringComparison.Ordinal)));
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_first_start_greets_with_the_people_of_the_demo_and_the_second_makes_nothing_anew()
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite, migrated: false);
        string[] demo = ["--Import=true", "--Demo=true", "--Demo:SignIn=true"];
        await using (var first = await ServerProcess.ServeAsync(store, demo))
        {
            await first.Client.GetAsync("/health/ready", Ct);
            Assert.Contains("Demo county 洮南市: made", first.Output);
            foreach (var role in (string[])["resident", "volunteer", "team-leader", "station", "coordinator", "admin"])
            {
                Assert.Matches($"    .+ {role} +\\S+ +\\S+", first.Output);
            }
        }

        await using var second = await ServerProcess.ServeAsync(store, demo);
        await second.Client.GetAsync("/health/ready", Ct);
        Assert.DoesNotContain("imported", second.Output);
        Assert.DoesNotContain("Demo county 洮南市", second.Output);
        Assert.Contains("/demo", second.Output);
    }

    [Fact]
    public async Task Requests_in_flight_at_SIGTERM_all_get_their_answers()
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);
        await using var server = await ServerProcess.ServeAsync(store, ["--Shutdown:DrainSeconds=2"]);
        await server.Client.GetAsync("/", Ct);
        var stop = DateTime.UtcNow.AddSeconds(3);
        var answered = 0;
        var callers = Enumerable.Range(0, 20).Select(async _ =>
        {
            while (DateTime.UtcNow < stop)
            {
                try
                {
                    using var response = await server.Client.GetAsync("/problems", Ct);
                    await response.Content.ReadAsByteArrayAsync(Ct);
                    Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                    Interlocked.Increment(ref answered);
                }
                catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
                {
                    return; // Refused at the door after draining: not a request in flight.
                }
            }
        }).ToList();
        await Task.Delay(500, Ct);
        server.Terminate();
        await Task.Delay(500, Ct);
        var ready = await server.Client.GetAsync("/health/ready", Ct);
        await Task.WhenAll(callers);
        await server.WaitForExitAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.InRange(answered, 20, int.MaxValue);
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task Logs_of_production_are_JSON_lines()
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);
        await using var server = await ServerProcess.ServeAsync(store, ["--Logging:LogLevel:Microsoft.AspNetCore=Information"]);
        await server.Client.GetAsync("/problems?phone=13800000000", Ct);
        server.Terminate();
        await server.WaitForExitAsync();
        var lines = server.Output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement).ToList();

        Assert.Contains(lines, line => line.GetProperty("Message").GetString()!.Contains("Now listening", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.ToString().Contains("TraceId", StringComparison.Ordinal));
        Assert.DoesNotContain("13800000000", server.Output);
    }

    [Fact]
    public async Task Styles_and_scripts_are_kept_by_browsers_for_ever_under_a_name_that_changes()
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);
        await using var server = await ServerProcess.ServeAsync(store, []);
        var page = Html.Parse(await server.Client.GetStringAsync("/", Ct));
        var style = await server.Client.GetAsync(page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"), Ct);

        Assert.Equal("max-age=31536000, immutable", style.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task PostgreSQL_in_production_refuses_to_start_without_a_master_key()
    {
        Assert.SkipUnless(PostgresServer.IsAvailable, "No PostgreSQL here.");
        await using var store = await TestStore.CreateAsync(TestDatabases.Postgres);

        Verb.Complains(await Verb.RunAsync(store, "serve", "--Security:MasterKey="), 1, "Set Security:MasterKey");
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_database_of_another_version_is_left_alone(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using (var scope = app.Scope())
        {
            await scope.Db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('20990101000000_Later', '99')""", Ct);
        }

        const string Words = "This database was made by another version of the program, which knew the migration 20990101000000_Later.";
        Verb.Complains(await Verb.RunAsync(app.Store, "serve"), 1, Words);
        Verb.Complains(await Verb.RunAsync(app.Store, "migrate"), 1, Words);
    }

    [Theory]
    [InlineData("migrat", "Unknown verb")]
    [InlineData("--help", "serve ")]
    public async Task Help_and_mistakes_are_answered_in_words(string argument, string expected)
    {
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);
        await using var process = await ServerProcess.RunAsync(store, argument);

        Assert.Contains(expected, process.Output + process.Errors);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Verify_finds_a_fresh_ledger_clean(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        await using var verify = await ServerProcess.RunAsync(store, "verify");

        Assert.StartsWith("0 accounts, 0 entries: clean\nThere is no anchor yet", verify.Output, StringComparison.Ordinal);
        Assert.Equal(0, verify.ExitCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_list_of_volunteers_comes_in_by_halves_only_when_told(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        var list = Path.Combine(store.Folder, "list.csv");
        await File.WriteAllTextAsync(list, "姓名,手机号,村或社区\n李强,19900000001,220881103200\n王芳,123,220881103200\n", Ct);
        var refused = await Verb.HearAsync(store, "import", "volunteers", list);
        var taken = await Verb.HearAsync(store, "import", "volunteers", list, "--partial");

        Assert.Contains("line 3, 手机号", refused.Complaint);
        Assert.Contains("Nothing imported: 1 errors.", refused.Output);
        Assert.Contains("1 volunteers imported; 1 errors.", taken.Output);
        Assert.Equal((1, 1), (refused.ExitCode, taken.ExitCode));
    }
}
