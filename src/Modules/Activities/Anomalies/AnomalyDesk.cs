using Weiguang.Activities.Domain;
using Weiguang.Activities.Hours;
using Weiguang.Activities.Records;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Messages;

namespace Weiguang.Activities.Anomalies;

/// <summary>What can be done with a case.</summary>
internal enum AnomalyStep { Hold, Clear, Uphold }

/// <summary>Staff outside the team look into a case: hold what is not in the ledger yet, clear it, or uphold it, which takes the hours back.</summary>
internal sealed class AnomalyDesk(AppDbContext db, Referees referees, Reversals reversals, MessageBox messages, HoursPast past, TimeProvider clock)
{
    private static readonly string Told = Phrase.Of("“{0}”的时长核查有了结果：{1}");

    public async Task<StepAnswer> TakeAsync(Guid activityId, Guid caseId, AnomalyStep step, string? words, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if ((await db.LockAsync<AnomalyCase>([activityId], ct)).Find(c => c.Id == caseId) is not { } found)
        {
            return StepAnswer.Missing;
        }

        if (!await referees.MayDecideAsync(found.DivisionCode, found.TeamId, [.. found.VolunteerIds], ct))
        {
            return StepAnswer.NotYours;
        }

        if (step != AnomalyStep.Hold && StepAnswer.CheckText("words", words) is { } wrong)
        {
            return wrong;
        }

        if (!found.IsOpen || (step == AnomalyStep.Hold && found.State == AnomalyState.Held))
        {
            return await past.DecidedAsync(found.DecidedBy, found.DecidedAt, ct);
        }

        found.Enter(step switch { AnomalyStep.Hold => AnomalyState.Held, AnomalyStep.Clear => AnomalyState.Cleared, _ => AnomalyState.Upheld }, words?.Trim() ?? "", db.Viewer.PersonId, clock.Now());
        var records = await CoveredAsync(found, ct);
        if (step == AnomalyStep.Uphold && !await reversals.RevokeAsync(records, found.Decision, ct))
        {
            return StepAnswer.NotNow;
        }

        foreach (var record in step == AnomalyStep.Uphold ? [] : records)
        {
            await ApplyAsync(record, found, step, ct);
        }

        await TellAsync(found, step, ct);
        return await db.FinishAsync(work, ct);
    }

    /// <summary>The records a case is about.</summary>
    public Task<List<ServiceRecord>> CoveredAsync(AnomalyCase found, CancellationToken ct)
    {
        var people = found.VolunteerIds;
        return db.Set<ServiceRecord>().Where(r => r.ActivityId == found.ActivityId && r.ShiftId == found.ShiftId && people.Contains(r.VolunteerId) && r.State != RecordState.Void
            && (found.Kind != AnomalyKind.BackfillShare || r.Grade == EvidenceGrade.D)).OrderBy(r => r.Id).ToListAsync(ct);
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
            db.Send(record, clock);
        }
    }

    private async Task<bool> HeldByOtherAsync(ServiceRecord record, AnomalyCase found, CancellationToken ct) => (await db.Set<AnomalyCase>()
        .Where(c => c.ActivityId == record.ActivityId && c.ShiftId == record.ShiftId && c.Id != found.Id && c.State == AnomalyState.Held).ToListAsync(ct))
        .Exists(c => c.VolunteerIds.Contains(record.VolunteerId));

    private async Task TellAsync(AnomalyCase found, AnomalyStep step, CancellationToken ct)
    {
        if (step != AnomalyStep.Hold)
        {
            var activity = await db.Set<Activity>().Where(a => a.Id == found.ActivityId).Select(a => new { a.LeadId, a.Title }).SingleAsync(ct);
            messages.Put(activity.LeadId, Told, RecordLinks.Desk(found.ActivityId), activity.Title, found.Decision);
        }
    }
}
