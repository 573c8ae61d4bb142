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

    private readonly Beat _beat = new(scopes, clock, log);

    /// <summary>One round; returns how many steps were taken. Tests call it directly.</summary>
    public async Task<int> WalkAsync(CancellationToken ct) =>
        await EachAsync<CheckOuts>((c, except) => c.ReadyAsync(except, ct), (c, source, engagement) => c.RecordAsync(source, engagement, ct), ct)
        + await EachAsync<AllEnds>((e, except) => e.OverAsync(except, ct), async (e, source, engagement) => await e.SettleAsync(source, engagement, ct) ? 1 : 0, ct)
        + await EachAsync<RecordClocks>((c, except) => c.WaitedAsync(except, ct), async (c, source, record) => await c.StepAsync(source, record, ct) ? 1 : 0, ct, isDue: true)
        + await EachAsync<AskedAfter>((a, except) => a.WaitingAsync(except, ct), async (a, source, record) => await a.StepAsync(source, record, ct) ? 1 : 0, ct, isDue: true)
        + await _beat.TryAsync<OpenQuestions>(Guid.Empty, q => q.RemindAsync(ct), ct) + await _beat.TryAsync<RecordClocks>(Guid.Empty, c => c.RemindAsync(ct), ct)
        + await _beat.TryAsync<AnomalySweep>(Guid.Empty, s => s.RunAsync(ct), ct) + await _beat.TryAsync<FaceRounds>(Guid.Empty, f => f.EraseAsync(ct), ct);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _beat.WalkAsync(Round, WalkAsync, "The hours could not be settled", stoppingToken);

    private async Task<int> EachAsync<T>(Func<T, IReadOnlyList<Guid>, Task<IReadOnlyList<(Guid Source, Guid Row)>>> due, Func<T, Guid, Guid, Task<int>> step, CancellationToken ct, bool isDue = false) where T : notnull =>
        await _beat.EachAsync<T, (Guid Source, Guid Row)>(await _beat.FindAsync(due), one => one.Row, (service, one) => step(service, one.Source, one.Row), ct, isDue);
}
