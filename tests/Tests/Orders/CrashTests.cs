using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Kernel.Outbox;
using Weiguang.Ledger;
using Weiguang.Orders.Domain;
using Weiguang.People;

namespace Weiguang.Tests.Orders;

/// <summary>Whatever was acknowledged is there after a kill -9, once; the rest can simply be tried again.</summary>
public class CrashTests
{
    private const int Orders = 100;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Killed_amid_two_hundred_steps_it_has_kept_every_one_it_acknowledged(string database)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var app = await TestApp.StartAsync(database);
        app.Clock.Set(DateTimeOffset.UtcNow.AddMinutes(-20)); // Arranged twenty minutes ago, so that the services have minutes.
        var village = await Village.BuildAsync(app);
        var work = await ArrangeAsync(app, village);

        var acknowledged = new List<(Guid Order, string Step)>();
        await using (var server = await ServerProcess.ServeAsync(app.Store, []))
        {
            var calls = work.Select(w => CallAsync(server.Client, w, acknowledged)).ToList();
            while (!calls.TrueForAll(c => c.IsCompleted) && Count(acknowledged) < Orders / 2)
            {
                await Task.Delay(2, ct);
            }

            server.Kill();
            await server.WaitForExitAsync();
            await Task.WhenAll(calls);
        }

        Assert.NotEmpty(acknowledged);
        Assert.All(await CountsAsync(app, acknowledged, ct), count => Assert.Equal(1, count));
        var before = acknowledged.Count;
        await using (var server = await ServerProcess.ServeAsync(app.Store, []))
        {
            // The same keys again, and once more for who was told to come back: with SQLite two processes share one writer here.
            for (var (round, open) = (0, work); round < 5 && open.Count > 0; round++)
            {
                await Task.WhenAll(open.Select(w => CallAsync(server.Client, w, acknowledged)));
                open = open.FindAll(w => !acknowledged.Contains((w.Order, w.Name)));
            }
        }

        Assert.All(await CountsAsync(app, work.Select(w => (w.Order, w.Name)), ct), count => Assert.Equal(1, count));
        app.Clock.Set(DateTimeOffset.UtcNow);
        await AssertLedgerAsync(app, village, work, ct);
        TestContext.Current.SendDiagnosticMessage($"{database}: {before} of {work.Count} acknowledged before the kill");
    }

    private static async Task<List<Step>> ArrangeAsync(TestApp app, Village village)
    {
        var work = new List<Step>();
        for (var i = 0; i < Orders; i++)
        {
            var toAccept = await app.VolunteerAsync($"甲{i}");
            var accepting = await village.OrderAsync();
            await village.Staff.StepAsync(accepting, "dispatch", new { volunteerIds = new[] { toAccept } });
            work.Add(new Step(accepting, "accept", await app.TokenOfAsync(toAccept), new { }, Guid.NewGuid()));

            var toLeave = await app.VolunteerAsync($"乙{i}");
            var leaving = await village.AcceptedAsync(toLeave, await app.ProgramOfAsync(toLeave));
            await village.Staff.StepAsync(leaving, "check-in");
            var (_, code) = await village.CodesAsync(leaving);
            work.Add(new Step(leaving, "check-out", await app.TokenOfAsync(toLeave), new { code }, Guid.NewGuid()));
        }

        return work;
    }

    private static async Task CallAsync(HttpClient http, Step step, List<(Guid, string)> acknowledged)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/orders/{step.Order}/{step.Name}") { Content = JsonContent.Create(step.Body) };
        request.Headers.Authorization = new("Bearer", step.Token);
        request.Headers.Add("Idempotency-Key", step.Key.ToString());
        try
        {
            using var answer = await http.SendAsync(request);
            await answer.Content.ReadFromJsonAsync<JsonElement>();
            if (answer.IsSuccessStatusCode)
            {
                lock (acknowledged)
                {
                    acknowledged.Add((step.Order, step.Name));
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException)
        {
            // The server died on us: not acknowledged.
        }
    }

    /// <summary>How often each step stands in the stories.</summary>
    private static async Task<List<int>> CountsAsync(TestApp app, IEnumerable<(Guid Order, string Step)> steps, CancellationToken ct)
    {
        using var scope = app.Scope();
        var events = await scope.Db.Set<OrderEvent>().AsNoTracking().Where(e => e.Action == OrderAction.Accept || e.Action == OrderAction.CheckOut).ToListAsync(ct);
        var counts = events.CountBy(e => (e.OrderId, e.Action)).ToDictionary();
        return [.. steps.Select(s => counts.GetValueOrDefault((s.Order, s.Step == "accept" ? OrderAction.Accept : OrderAction.CheckOut)))];
    }

    /// <summary>Confirms what was checked out: each volunteer has exactly the minutes of the attendance, and the ledger is whole.</summary>
    private static async Task AssertLedgerAsync(TestApp app, Village village, List<Step> work, CancellationToken ct)
    {
        using var scope = app.Scope();
        foreach (var step in work.Where(w => w.Name == "check-out"))
        {
            await village.Resident.StepAsync(step.Order, "complete"); // The second word, beside that of who checked them in.
        }

        await scope.Get<OutboxPump>().DrainAsync(ct);
        var ledger = scope.Get<LedgerBook>();
        foreach (var there in await scope.Db.Set<Attendance>().AsNoTracking().ToListAsync(ct))
        {
            Assert.Equal(there.Minutes, await ledger.BalanceAsync(there.VolunteerId, LedgerUnit.Minutes, ct));
        }

        var verdict = await ledger.VerifyAsync(ct);
        Assert.True(verdict.IsClean, verdict.Difference?.ToString());
    }

    private static int Count(List<(Guid, string)> acknowledged)
    {
        lock (acknowledged)
        {
            return acknowledged.Count;
        }
    }

    private sealed record Step(Guid Order, string Name, string Token, object Body, Guid Key);
}
