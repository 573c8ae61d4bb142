using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Hours.Said;
using Weiguang.Kernel.Time;

namespace Weiguang.Hours.Records.Deciding;

/// <summary>
/// One question answers for all that waited for it: when somebody from outside has asked after a person, or they are known otherwise by now (<see cref="Unseen"/>), their other records wait for their own yes alone,
/// and those of which they have said it already go on.
/// </summary>
internal sealed class AskedAfter(AppDbContext db, Unseen unseen, SaidMinutes said, HoursClocks rules, TimeProvider clock)
{
    private const int Batch = 200;

    /// <summary>Records that wait for the question although something of their owner has been posted since.</summary>
    /// <param name="except">Those of which nothing came just now.</param>
    public async Task<IReadOnlyList<(Guid Source, Guid Record)>> WaitingAsync(IReadOnlyCollection<Guid> except, CancellationToken ct)
    {
        var (all, since) = (db.Set<ServiceRecord>().IgnoreQueryFilters().AsNoTracking(), clock.Now().AddDays(-rules.AskAfterDays));
        var waiting = await all.Where(r => r.State == RecordState.Unconfirmed && r.IsUnseen && r.OpenObjections == 0 && !except.Contains(r.Id)
                && all.Any(k => k.VolunteerId == r.VolunteerId && k.FromAt > since && k.State == RecordState.Posted && k.HeldAt == null))
            .OrderBy(r => r.StateAt).ThenBy(r => r.Id).Take(Batch).Select(r => new { r.SourceId, r.Id }).ToListAsync(ct);
        return waiting.ConvertAll(r => (r.SourceId, r.Id));
    }

    public async Task<bool> StepAsync(Guid sourceId, Guid recordId, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if ((await db.LockUnscopedAsync<ServiceRecord>([sourceId], [recordId], ct)).SingleOrDefault() is not { State: RecordState.Unconfirmed, IsUnseen: true, OpenObjections: 0 } record || !await unseen.IsKnownAsync(record, ct))
        {
            return false;
        }

        var yes = await db.Set<RecordEvent>().IgnoreQueryFilters().AsNoTracking().Where(e => e.SourceId == sourceId && e.RecordId == recordId && e.Action == RecordAction.Confirm)
            .OrderBy(e => e.Sequence).Select(e => e.ActorId).ToListAsync(ct);
        var parts = yes.ConvertAll(by => Seconds.PartOf(record, by));
        record.Know();
        if (yes.Count > 0 && parts.Aggregate(record.Backing, (backing, part) => backing.With(part)).IsComplete)
        {
            record.Confirm(yes[^1], clock.Now(), publicUntil: await said.PublicUntilAsync(record, ct)); // They have said it before.
        }

        db.Send(record, clock);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return true;
    }
}
