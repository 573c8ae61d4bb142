using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Faces;
using Weiguang.Hours.Records.Deciding;

namespace Weiguang.Hours.Proving;

/// <summary>
/// Walks what is due: ended stays, ended engagements, questions and publicity that ran out, reminders, rules of fraud, faces that may not stay. What is due stands in the database, so a
/// missed round loses nothing; each step claims its rows, so several nodes may walk at once. One bad row does not stop the others.
/// </summary>
internal sealed class HoursPatrol(IServiceScopeFactory scopes, TimeProvider clock, ILogger<HoursPatrol> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(20);

    private readonly Setbacks _setbacks = new(clock, log);

    /// <summary>One round; returns how many steps were taken. Tests call it directly.</summary>
    public async Task<int> WalkAsync(CancellationToken ct)
    {
        var steps = 0;
        var except = _setbacks.Waiting;
        foreach (var (source, engagement) in await AskAsync<CheckOuts, IReadOnlyList<(Guid, Guid)>>(c => c.ReadyAsync(except, ct)))
        {
            steps += await TryAsync<CheckOuts>(engagement, c => c.RecordAsync(source, engagement, ct), ct);
        }

        foreach (var (source, engagement) in await AskAsync<AllEnds, IReadOnlyList<(Guid, Guid)>>(e => e.OverAsync(except, ct)))
        {
            steps += await TryAsync<AllEnds>(engagement, async e => await e.SettleAsync(source, engagement, ct) ? 1 : 0, ct);
        }

        foreach (var (source, record) in await AskAsync<RecordClocks, IReadOnlyList<(Guid, Guid)>>(c => c.WaitedAsync(except, ct)))
        {
            steps += await TryAsync<RecordClocks>(record, async c => await c.StepAsync(source, record, ct) ? 1 : 0, ct, isDue: true);
        }

        foreach (var (source, record) in await AskAsync<AskedAfter, IReadOnlyList<(Guid, Guid)>>(a => a.WaitingAsync(except, ct)))
        {
            steps += await TryAsync<AskedAfter>(record, async a => await a.StepAsync(source, record, ct) ? 1 : 0, ct, isDue: true);
        }

        return steps + await TryAsync<OpenQuestions>(Guid.Empty, q => q.RemindAsync(ct), ct) + await TryAsync<RecordClocks>(Guid.Empty, c => c.RemindAsync(ct), ct)
            + await TryAsync<AnomalySweep>(Guid.Empty, s => s.RunAsync(ct), ct) + await TryAsync<FaceRounds>(Guid.Empty, f => f.EraseAsync(ct), ct);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Patrols.WalkAsync(Round, WalkAsync, log, "The hours could not be settled", stoppingToken);

    private async Task<TAnswer> AskAsync<T, TAnswer>(Func<T, Task<TAnswer>> ask) where T : notnull
    {
        await using var scope = scopes.SystemScope();
        return await ask(scope.ServiceProvider.GetRequiredService<T>());
    }

    private Task<int> TryAsync<T>(Guid row, Func<T, Task<int>> step, CancellationToken ct, bool isDue = false) where T : notnull => _setbacks.TryAsync(row, () => AskAsync(step), ct, isDue);
}
