using Microsoft.EntityFrameworkCore;
using Quartz;
using Weiguang.Kernel;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Outbox;
using Weiguang.Kernel.Time;

namespace Weiguang.Web.Jobs;

/// <summary>Every night at 3:20 in China: forgets remembered answers, sent forms and handled outbox rows after a week. Nobody repeats a request or a form that late.</summary>
internal sealed class Housekeeping(AppDbContext db, TimeProvider clock, ILogger<Housekeeping> log) : IJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await TidyAsync(cancellationToken);

    public async Task TidyAsync(CancellationToken ct)
    {
        db.Viewer.BecomeSystem();
        var limit = clock.Now() - Kept;
        var answers = await db.Set<RememberedAnswer>().Where(a => a.At < limit).ExecuteDeleteAsync(ct);
        var forms = await db.Set<SentForm>().Where(f => f.At < limit).ExecuteDeleteAsync(ct);
        var rows = await db.Set<OutboxRow>().Where(r => r.DoneAt < limit).ExecuteDeleteAsync(ct);
        log.LogInformation("Forgot {Answers} remembered answers, {Forms} sent forms and {Rows} outbox rows.", answers, forms, rows);
    }
}
