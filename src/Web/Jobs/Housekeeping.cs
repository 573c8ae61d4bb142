using Microsoft.EntityFrameworkCore;
using Quartz;
using Weiguang.Kernel;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Outbox;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Time;

namespace Weiguang.Web.Jobs;

/// <summary>
/// Every night at 3:20 in China: forgets remembered answers, sent forms and handled outbox rows after a week, and pictures that wait for their form after a day.
/// Nobody repeats a request or a form that late.
/// </summary>
internal sealed class Housekeeping(AppDbContext db, TimeProvider clock, ILogger<Housekeeping> log) : IJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    private static readonly TimeSpan PhotosHeld = TimeSpan.FromDays(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await TidyAsync(cancellationToken);

    public async Task TidyAsync(CancellationToken ct)
    {
        db.Viewer.BecomeSystem();
        var limit = clock.Now() - Kept;
        var answers = await db.Set<RememberedAnswer>().Where(a => a.At < limit).ExecuteDeleteAsync(ct);
        var forms = await db.Set<SentForm>().Where(f => f.At < limit).ExecuteDeleteAsync(ct);
        var rows = await db.Set<OutboxRow>().Where(r => r.DoneAt < limit).ExecuteDeleteAsync(ct);
        var eve = clock.Now() - PhotosHeld;
        var photos = await db.Set<HeldPhoto>().Where(p => p.At < eve).ExecuteDeleteAsync(ct);
        log.LogInformation("Forgot {Answers} remembered answers, {Forms} sent forms, {Rows} outbox rows and {Photos} pictures.", answers, forms, rows, photos);
    }
}
