using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Faces;

namespace Weiguang.Hours.Proving;

/// <summary>
/// Walks what is due: ended stays, ended engagements, questions and publicity that ran out, reminders, rules of fraud, faces that may not stay. What is due stands in the database, so a
/// missed round loses nothing; each step claims its rows, so several nodes may walk at once. One bad row does not stop the others.
/// </summary>
internal sealed class HoursPatrol(IServiceScopeFactory scopes, ILogger<HoursPatrol> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(20);

    /// <summary>One round; returns how many steps were taken. Tests call it directly.</summary>
    public async Task<int> WalkAsync(CancellationToken ct)
    {
        var steps = 0;
        foreach (var (source, engagement) in await AskAsync<CheckOuts, IReadOnlyList<(Guid, Guid)>>(c => c.ReadyAsync(ct)))
        {
            steps += await TryAsync<CheckOuts>(c => c.RecordAsync(source, engagement, ct), ct);
        }

        foreach (var (source, engagement) in await AskAsync<AllEnds, IReadOnlyList<(Guid, Guid)>>(e => e.OverAsync(ct)))
        {
            steps += await TryAsync<AllEnds>(async e => await e.SettleAsync(source, engagement, ct) ? 1 : 0, ct);
        }

        foreach (var (source, record) in await AskAsync<RecordClocks, IReadOnlyList<(Guid, Guid)>>(c => c.WaitedAsync(ct)))
        {
            steps += await TryAsync<RecordClocks>(async c => await c.StepAsync(source, record, ct) ? 1 : 0, ct);
        }

        return steps + await TryAsync<OpenQuestions>(q => q.RemindAsync(ct), ct) + await TryAsync<RecordClocks>(c => c.RemindAsync(ct), ct) + await TryAsync<AnomalySweep>(s => s.RunAsync(ct), ct) + await TryAsync<FaceRounds>(f => f.EraseAsync(ct), ct);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Patrols.WalkAsync(Round, WalkAsync, log, "The hours could not be settled", stoppingToken);

    private async Task<TAnswer> AskAsync<T, TAnswer>(Func<T, Task<TAnswer>> ask) where T : notnull
    {
        await using var scope = scopes.SystemScope();
        return await ask(scope.ServiceProvider.GetRequiredService<T>());
    }

    private async Task<int> TryAsync<T>(Func<T, Task<int>> step, CancellationToken ct) where T : notnull
    {
        try
        {
            return await AskAsync(step);
        }
        catch (DbUpdateException e) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(e, "A step of {Part} met another change; the next round looks again.", typeof(T).Name);
            return 0;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogError(e, "A step of {Part} failed.", typeof(T).Name);
            return 0;
        }
    }
}
