using Weiguang.Cases;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Publicity;
using Weiguang.Hours.Records;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Kernel.Time;
using Weiguang.Messages;

namespace Weiguang.Hours.Anomalies;

/// <summary>What can be done with a case; to hold it is to say that one is looking into it, its records are held as it is.</summary>
internal enum AnomalyStep { Hold, Clear, Uphold }

/// <summary>Staff outside the team, none of whose hands was in it, look into a case: clear it, which lets its records go on, or uphold it, which takes the hours back.</summary>
internal sealed class AnomalyBook(AppDbContext db, Engagements engagements, Referee referee, Matters matters, Reversals reversals, MessageBox messages, HoursPast past, TimeProvider clock)
{
    public async Task<StepAnswer> TakeAsync(Guid sourceId, Guid caseId, AnomalyStep step, string? words, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if ((await db.LockAsync<AnomalyCase>([sourceId], ct)).Find(c => c.Id == caseId) is not { } found)
        {
            return Voice.Hours.Missing;
        }

        if (!found.IsOpen)
        {
            return await past.DecidedAsync(found.DecidedBy, found.DecidedAt, found.State == StateOf(step) && found.Decision == words?.Trim(), ct); // Whoever decided has a hand in it now, and presses twice.
        }

        var records = await HeldAsync(found, ct);
        if (!await referee.MayDecideAsync((await matters.OfAsync([found], ct))[found.Id], ct))
        {
            return Voice.Hours.NotYours;
        }

        if (step != AnomalyStep.Hold && Voice.Hours.Reason("words", words) is { } wrong)
        {
            return wrong;
        }

        if (step == AnomalyStep.Hold && found.State == AnomalyState.Held)
        {
            return await past.DecidedAsync(found.DecidedBy, found.DecidedAt, isSame: true, ct); // To hold it is to hold it, in whatever words.
        }

        found.Enter(StateOf(step), words?.Trim() ?? "", db.Viewer.PersonId, clock.Now());
        if (step == AnomalyStep.Uphold)
        {
            await TakeUnrecordedAsync(found, ct);
            if (!await reversals.RevokeAsync(records, found.Decision, ct))
            {
                return Voice.Hours.NotNow;
            }
        }

        foreach (var record in step == AnomalyStep.Uphold ? [] : records)
        {
            await ApplyAsync(record, found, step, ct);
        }

        Tell(found, step);
        return await db.FinishAsync(work, ct);
    }

    /// <summary>The records a case is about, held after the doubts about them: whoever upholds it answers those.</summary>
    private async Task<List<ServiceRecord>> HeldAsync(AnomalyCase found, CancellationToken ct)
    {
        var ids = await db.Covered(found).Select(r => r.Id).ToListAsync(ct);
        await db.HoldDoubtsAsync([found.SourceId], ids, ct);
        return (await db.LockAsync<ServiceRecord>([found.SourceId], ids, ct)).FindAll(r => r.State != RecordState.Void && found.IsAbout(r));
    }

    /// <summary>Whom it is about and who has no record yet gets one that counts nothing: what they leave later makes none, and they have something to ask a correction of.</summary>
    private async Task TakeUnrecordedAsync(AnomalyCase found, CancellationToken ct)
    {
        var (now, people) = (clock.Now(), found.VolunteerIds);
        var has = await db.Set<ServiceRecord>().IgnoreQueryFilters().Where(r => r.SourceId == found.SourceId && r.EngagementId == found.EngagementId && people.Contains(r.VolunteerId)).Select(r => r.VolunteerId).ToListAsync(ct);
        var left = people.Except(has).ToList();
        if (left.Count == 0 || await engagements.FactsAsync(found.SourceId, found.EngagementId, ct) is not { } facts)
        {
            return;
        }

        foreach (var stay in await db.Set<Stay>().IgnoreQueryFilters().AsNoTracking().Where(s => s.SourceId == found.SourceId && s.EngagementId == found.EngagementId && left.Contains(s.VolunteerId)).ToListAsync(ct))
        {
            var record = facts.Record(stay, stay.IsOfBody);
            record.Revoke(db.Viewer.PersonId, now, found.Decision);
            db.Add(record);
            messages.Put(record.VolunteerId, HoursMessages.Nothing, HoursLinks.Of(record), record.Title);
        }
    }

    private async Task ApplyAsync(ServiceRecord record, AnomalyCase found, AnomalyStep step, CancellationToken ct)
    {
        var (me, now) = (db.Viewer.PersonId, clock.Now());
        if (step == AnomalyStep.Hold)
        {
            record.Hold(me, now);
        }
        else if (!await HeldByOtherAsync(record, found, ct) && record.Release(me, now))
        {
            messages.Put(record.VolunteerId, HoursMessages.Released, HoursLinks.Of(record), record.Title);
            db.Send(record, clock);
            if (record.State == RecordState.Posted)
            {
                db.Settle(record, clock); // What waits for hours that can be used goes on.
            }
        }
    }

    private async Task<bool> HeldByOtherAsync(ServiceRecord record, AnomalyCase found, CancellationToken ct) => (await db.Set<AnomalyCase>()
        .Where(c => c.SourceId == record.SourceId && c.EngagementId == record.EngagementId && c.Id != found.Id && (c.State == AnomalyState.Open || c.State == AnomalyState.Held)).ToListAsync(ct))
        .Exists(c => c.IsAbout(record));

    private static AnomalyState StateOf(AnomalyStep step) => step switch { AnomalyStep.Hold => AnomalyState.Held, AnomalyStep.Clear => AnomalyState.Cleared, AnomalyStep.Uphold => AnomalyState.Upheld };

    private void Tell(AnomalyCase found, AnomalyStep step)
    {
        if (step != AnomalyStep.Hold)
        {
            messages.Put(found.LeadId, HoursMessages.AnomalyDecided, HoursLinks.Desk(found.SourceId), found.Title, found.Decision);
        }
    }
}
