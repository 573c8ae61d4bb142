using Quartz;
using Weiguang.Kernel;
using Weiguang.Ledger;

namespace Weiguang.Web.Jobs;

/// <summary>Every night at 3:40 in China: anchors the ledger, whether or not something was posted, so that a night without an anchor is seen.</summary>
internal sealed class Anchoring(IServiceScopeFactory scopes, ILogger<Anchoring> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await TakeAsync(cancellationToken);

    public Task TakeAsync(CancellationToken ct) => Collisions.RepeatAsync(async () =>
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewer>().BecomeSystem();
        var taken = await scope.ServiceProvider.GetRequiredService<AnchorBook>().TakeAsync(ct);
        log.LogInformation("Anchor {Number} holds {Size} accounts, {Changes} of them changed: {Root}", taken.Number, taken.Size, taken.Changes, taken.Root);
    });
}
