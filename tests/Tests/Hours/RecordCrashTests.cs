using Weiguang.Tests.Activities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Outbox;
using Weiguang.Ledger;

namespace Weiguang.Tests.Hours;

/// <summary>From presences to records to the ledger with a kill -9 on the way, once amid the records and once amid the postings: nothing is lost, nothing counts twice, both sides agree.</summary>
public class RecordCrashTests
{
    private const int People = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Killed_while_hours_go_into_the_ledger_every_minute_is_there_once(string database)
    {
        await using var app = await TestApp.StartAsync(database, WithoutPatrols);
        app.Clock.Set(new DateTimeOffset(DateTime.UtcNow.Date.AddDays(-2).AddHours(2), TimeSpan.Zero)); // The shift, yesterday at ten in China, is over by now: at night it would be looked at.
        var fair = await Presences.BuildAsync(app);
        var people = new List<Guid>(People);
        for (var i = 0; i < People; i++)
        {
            people.Add(await fair.ThereAsync(-(i % 59) / 60d, 60 + (i % 50), who: Guid.CreateVersion7(), atIn: i % 2 == 0 ? Presences.Both : ProofKinds.Card, atOut: ProofKinds.Card));
        }

        app.Clock.Set(DateTimeOffset.UtcNow);
        var recorded = await KilledAsync(app, s => s.Records > 0);
        await KilledAsync(app, _ => true, Random.Shared.Next(250)); // Anywhere in what a server does first: it finds the outbox full.
        var posted = await KilledAsync(app, s => s.Posted > recorded.Posted);
        TestContext.Current.SendDiagnosticMessage($"{database}: killed at {recorded}, then at {posted} of {People}");
        await AssertAgreesAsync(app, fair); // Also in the middle.

        app.Clock.Set(DateTimeOffset.UtcNow);
        await Presences.WalkAsync(app);
        await Presences.WalkAsync(app);

        Assert.Equal(new State(People, People), await StateAsync(app));
        using var scope = app.Scope();
        var balances = await scope.Get<LedgerBook>().BalancesAsync(people, LedgerUnit.Minutes, Ct);
        Assert.Equal(people.Select((_, i) => 60L + (i % 50)), people.Select(p => balances[p]));
        await AssertAgreesAsync(app, fair);
        Assert.Equal((0, ""), await Verb.RunAsync(app.Store, "verify"));
    }

    /// <summary>Serves until what was waited for is seen, then kills the server.</summary>
    private static async Task<State> KilledAsync(TestApp app, Func<State, bool> seen, int after = 0)
    {
        await using var server = await ServerProcess.ServeAsync(app.Store, []);
        await Task.Delay(after, Ct);
        var state = await StateAsync(app);
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); !seen(state) && state.Posted < People && waited.Elapsed < Patience; state = await StateAsync(app))
        {
            await Task.Delay(2, Ct);
        }

        server.Kill();
        await server.WaitForExitAsync();
        Assert.True(seen(state) || state.Posted == People, $"Nothing happened: {state}\n{server.Output}{server.Errors}");
        return await StateAsync(app);
    }

    private static async Task<State> StateAsync(TestApp app)
    {
        using var scope = app.Scope();
        var records = scope.Db.Set<ServiceRecord>().AsNoTracking();
        return new(await records.CountAsync(Ct), await records.CountAsync(r => r.State == RecordState.Posted, Ct));
    }

    /// <summary>What <c>verify</c> says: chains, balances, and each posted record with its transfer.</summary>
    private static async Task AssertAgreesAsync(TestApp app, Presences fair)
    {
        Assert.Null(await fair.VerifyAsync());
        using var scope = app.Scope();
        var posted = await scope.Db.Set<ServiceRecord>().AsNoTracking().Where(r => r.State == RecordState.Posted).ToListAsync(Ct);
        var balances = await scope.Get<LedgerBook>().BalancesAsync(posted.Select(r => r.VolunteerId), LedgerUnit.Minutes, Ct);
        Assert.All(posted, r => Assert.Equal(r.Minutes, balances[r.VolunteerId]));
        Assert.Equal(posted.Count, posted.DistinctBy(r => r.VolunteerId).Count());
    }

    /// <summary>Only the server that is killed does the work, until the test itself does.</summary>
    private static void WithoutPatrols(IServiceCollection services)
    {
        Type[] own = [typeof(HoursPatrol), typeof(OutboxPump)];
        foreach (var patrol in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationFactory is { } make && own.Contains(make.Method.ReturnType)).ToList())
        {
            services.Remove(patrol);
        }
    }

    private sealed record State(int Records, int Posted);
}
