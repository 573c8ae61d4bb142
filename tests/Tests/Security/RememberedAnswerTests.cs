using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Orders;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Security;

/// <summary>What is kept to answer a repeated request.</summary>
public class RememberedAnswerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_key_that_is_told_once_is_not_kept_and_not_told_again(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, _) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        using var first = await SendAsync(fair.Lead, $"/api/v1/activities/{fair.Activity}/kiosks", new { name = "门口" });
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var key = (await first.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Ct)).GetProperty("key").GetString()!;

        using var again = await SendAsync(fair.Lead, $"/api/v1/activities/{fair.Activity}/kiosks", new { name = "门口" });

        Assert.Equal((HttpStatusCode.Conflict, "/problems/secret-told-once"), (again.StatusCode, (await again.ProblemAsync()).GetProperty("type").GetString()));
        using var scope = app.Scope();
        var kept = await scope.Db.Set<RememberedAnswer>().SingleAsync(Ct);
        Assert.True(kept is { ToldOnce: true, Body.IsEmpty: true });
        Assert.Equal(1, await scope.Db.Set<Weiguang.Activities.CheckIn.Kiosk>().CountAsync(Ct));
        Assert.DoesNotContain((await WholeDump.ReadAsync(app, Ct)).Values, text => text.Contains(key, StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Somebody_elses_key_is_a_key_of_ones_own(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        using var first = await SendAsync(village.Resident, "/api/v1/orders", Village.Draft());
        using var neighbour = await SendAsync(await app.ProgramOfAsync(await app.PersonAsync("赵四")), "/api/v1/orders", Village.Draft());

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, neighbour.StatusCode));
        Assert.False(neighbour.Headers.Contains("Idempotency-Replayed"));
        Assert.NotEqual(first.Headers.Location, neighbour.Headers.Location);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task To_be_told_to_wait_is_no_answer_to_be_kept(string database)
    {
        await using var app = await TestApp.StartAsync(database, ("Pace:Factor", "1"), ("Pace:orders.place:PerHour", "1"));
        var village = await Village.BuildAsync(app);
        await village.OrderAsync();
        using var early = await SendAsync(village.Resident, "/api/v1/orders", Village.Draft());
        Assert.Equal(HttpStatusCode.TooManyRequests, early.StatusCode);

        app.Clock.Advance(TimeSpan.FromHours(1));
        using var later = await SendAsync(village.Resident, "/api/v1/orders", Village.Draft());

        Assert.Equal(HttpStatusCode.Created, later.StatusCode);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_only_asks_is_not_kept_whatever_key_it_carries(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var program = await app.ProgramOfAsync(await app.PersonAsync());
        foreach (var method in (HttpMethod[])[HttpMethod.Head, HttpMethod.Options, HttpMethod.Get])
        {
            using var answer = await program.SendAsync(new HttpRequestMessage(method, "/api/v1/orders?mine=asked") { Headers = { { "Idempotency-Key", "one" } } }, Ct);
            Assert.True((int)answer.StatusCode < 500);
        }

        using var scope = app.Scope();
        Assert.Equal(0, await scope.Db.Set<RememberedAnswer>().CountAsync(Ct));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_request_that_was_begun_anew_is_remembered_as_it_was_sent(string database)
    {
        var clash = new FirstClash("orders_order");
        await using var app = await TestApp.StartAsync(database, services => services.AddSingleton<IInterceptor>(clash));
        var village = await Village.BuildAsync(app);
        var draft = Village.Draft(new { title = "灯不亮了\u0000，请人看看" });
        using var first = await SendAsync(village.Resident, "/api/v1/orders", draft);
        Assert.Equal((HttpStatusCode.Created, true), (first.StatusCode, clash.HasBeen));

        using var again = await SendAsync(village.Resident, "/api/v1/orders", draft);

        Assert.True(again.StatusCode == HttpStatusCode.Created, await again.Content.ReadAsStringAsync(Ct));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_repeated_step_tells_no_more_than_its_sender_may_see_by_then(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var village = await Village.BuildAsync(app);
        var volunteerId = await app.VolunteerAsync();
        var (volunteer, order) = (await app.ProgramOfAsync(volunteerId), await village.OrderAsync());
        await village.Staff.StepAsync(order, "dispatch", new { volunteerIds = new[] { volunteerId } });
        var address = $"/api/v1/orders/{order}/accept";
        using var first = await SendAsync(volunteer, address, new { });
        using var again = await SendAsync(volunteer, address, new { });
        await volunteer.StepAsync(order, "release", new { reason = "家里有事" });
        using var late = await SendAsync(volunteer, address, new { });

        Assert.Contains("东头", await first.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(await first.Content.ReadAsStringAsync(Ct), await again.Content.ReadAsStringAsync(Ct));
        Assert.True(late.IsSuccessStatusCode && late.Headers.Contains("Idempotency-Replayed"));
        Assert.DoesNotContain("东头", await late.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var scope = app.Scope();
        Assert.True((await scope.Db.Set<RememberedAnswer>().SingleAsync(a => a.PersonId == volunteerId, Ct)).Body.IsEmpty);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Each_look_at_a_phone_is_written_down_whatever_key_it_comes_with(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var (team, _) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        var volunteer = await fair.ThereAsync(0, 60);
        for (var i = 0; i < 2; i++)
        {
            using var shown = await SendAsync(fair.Lead, $"/api/v1/activities/{fair.Activity}/signups/{fair.Shift}/{volunteer}/phone", new { });
            Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        }

        using var scope = app.Scope();
        Assert.Equal(2, await scope.Db.Set<AccessEntry>().IgnoreQueryFilters().CountAsync(e => e.SubjectId == volunteer, Ct));
        Assert.Empty(await scope.Db.Set<RememberedAnswer>().ToListAsync(Ct));
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string url, object body) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Post, url) { Content = JsonContent.Create(body), Headers = { { "Idempotency-Key", "one" } } }, Ct);

    /// <summary>Ends the first insert into a table as a deadlock would.</summary>
    private sealed class FirstClash(string table) : DbCommandInterceptor
    {
        public bool HasBeen { get; private set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Clash(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Clash(command);
            return ValueTask.FromResult(result);
        }

        private void Clash(DbCommand command)
        {
            if (!HasBeen && command.CommandText.Contains("INSERT", StringComparison.Ordinal) && command.CommandText.Contains(table, StringComparison.Ordinal))
            {
                HasBeen = true;
                throw new Deadlock();
            }
        }
    }

    private sealed class Deadlock : DbException
    {
        public override string SqlState => "40P01";
    }
}
