using System.Linq.Expressions;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Messages;

namespace Weiguang.Hours.Proving;

/// <summary>Takes the steps that time alone takes: unanswered questions, publicity that ends, reminders of what is due.</summary>
internal sealed class RecordClocks(AppDbContext db, OpenQuestions questions, InCharge inCharge, Asking asking, Reversals reversals, MessageBox messages, TimeProvider clock)
{
    private const int Batch = 200;
    private static readonly string Unopposed = Phrase.Of("公示期满，没有异议");

    public async Task<IReadOnlyList<(Guid Source, Guid Record)>> WaitedAsync(IReadOnlyCollection<Guid> except, CancellationToken ct)
    {
        var now = clock.Now();
        return [.. (await db.Set<ServiceRecord>()
            .Where(r => r.WaitsUntil != null && r.WaitsUntil <= now && r.HeldAt == null && r.OpenObjections == 0 && (r.State == RecordState.Questioned || r.State == RecordState.Publicity || r.SaidMinutes != null) && !except.Contains(r.Id))
            .OrderBy(r => r.WaitsUntil).Take(Batch).Select(r => new { r.SourceId, r.Id }).ToListAsync(ct)).Select(r => (r.SourceId, r.Id))];
    }

    public async Task<bool> StepAsync(Guid sourceId, Guid recordId, CancellationToken ct)
    {
        var now = clock.Now();
        await using var work = await db.BeginWorkAsync(ct);
        var record = (await db.LockAsync<ServiceRecord>([sourceId], [recordId], ct)).SingleOrDefault();
        if (record is not { HeldAt: null } || record.WaitsUntil > now || !await EndAsync(record, now, ct))
        {
            return false;
        }

        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return true;
    }

    private async Task<bool> EndAsync(ServiceRecord record, DateTime now, CancellationToken ct)
    {
        if (record is { SaidMinutes: { } said, State: RecordState.Proven or RecordState.Posted })
        {
            // Nobody objected to what was added: it counts from now on, and so it is told and sent.
            return record is { WaitsUntil: not null, OpenObjections: 0 } && await reversals.CorrectAsync(record, said, Unopposed, ct);
        }

        if (!(record.State == RecordState.Questioned ? await questions.EndAsync(record, now, ct) : record.EndPublicity(now)))
        {
            return false;
        }

        await asking.TellAsync(record, ct);
        db.Send(record, clock);
        return true;
    }

    /// <summary>Looks at the engagements whose reminder or due time has come; returns how many.</summary>
    public async Task<int> RemindAsync(CancellationToken ct)
    {
        var now = clock.Now();
        await using var work = await db.BeginWorkAsync(ct);
        var due = await db.Set<RecordClock>().Where(c => c.LookAt != null && c.LookAt <= now && c.DoneAt == null).OrderBy(c => c.LookAt).Take(Batch).ToListAsync(ct);
        foreach (var watched in due)
        {
            var before = watched.LookAt;
            var next = watched.DueAt > now ? watched.DueAt : (DateTime?)null;
            // Whoever moves the hand first tells the organiser; a second node finds it moved.
            var mine = await db.Set<RecordClock>().Where(c => c.SourceId == watched.SourceId && c.EngagementId == watched.EngagementId && c.LookAt == before)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.LookAt, next).SetProperty(c => c.RemindedAt, now), ct);
            if (mine == 1)
            {
                await TellAsync(watched, next is null, now, ct);
            }
        }

        db.ChangeTracker.Entries<RecordClock>().ToList().ForEach(e => e.State = EntityState.Unchanged);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return due.Count;
    }

    private async Task TellAsync(RecordClock watched, bool isLate, DateTime now, CancellationToken ct)
    {
        if (!await db.Unfinished(watched.SourceId, watched.EngagementId).AnyAsync(ct))
        {
            await db.Set<RecordClock>().Where(c => c.SourceId == watched.SourceId && c.EngagementId == watched.EngagementId).ExecuteUpdateAsync(set => set.SetProperty(c => c.DoneAt, now), ct);
            return;
        }

        foreach (var person in await inCharge.OfAsync(watched, ct))
        {
            messages.Put(person, isLate ? HoursMessages.RecordsLate : HoursMessages.RecordsDue, watched.IsOffices ? HoursLinks.Office(watched.SourceId) : HoursLinks.Desk(watched.SourceId), watched.Title, MessageBox.Time(watched.DueAt));
        }
    }
}

internal static class RecordQueries
{
    /// <summary>What counts: in the ledger, or on its way there and held back by nobody.</summary>
    public static IQueryable<ServiceRecord> Proven(this IQueryable<ServiceRecord> records) =>
        records.Where(r => r.State == RecordState.Posted || (r.State == RecordState.Proven && r.HeldAt == null));

    /// <summary>Records of an engagement that still wait for somebody, or for their evaluation.</summary>
    public static IQueryable<ServiceRecord> Unfinished(this AppDbContext db, Guid sourceId, Guid engagementId) =>
        db.Set<ServiceRecord>().Where(r => r.SourceId == sourceId && r.EngagementId == engagementId).Where(IsUnfinished);

    public static readonly Expression<Func<ServiceRecord, bool>> IsUnfinished =
        r => r.State != RecordState.Void && (r.Stars == null || r.State == RecordState.Questioned || r.State == RecordState.Unconfirmed);
}
