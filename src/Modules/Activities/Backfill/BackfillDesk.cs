using Weiguang.Activities.Domain;
using Weiguang.Activities.Hours;
using Weiguang.Activities.Records;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Activities.Backfill;

/// <summary>Entering hours afterwards 补录, under control: pictures, reason and declaration; each volunteer agrees; staff outside the team approve; quota; publicity.</summary>
internal sealed class BackfillDesk(
    AppDbContext db, Referees referees, BackfillQuota quota, PersonDirectory people, Vault vault, WorkCalendar calendar, MessageBox messages, HoursPast past, TimeProvider clock)
{
    public static readonly string Ask = Phrase.Of("组织者要给您补录“{0}”的 {1} 分钟。是不是这样，请您点一下。");
    public static readonly string Shown = Phrase.Of("补录“{0}”的 {1} 分钟审核通过，公示期满就入账。");
    private static readonly string Refused = Phrase.Of("“{0}”的补录没有通过。原因：{1}");

    /// <summary>The answer, and the id when it was taken up.</summary>
    public async Task<(StepAnswer Answer, Guid Id)> SubmitAsync(Guid activityId, BackfillDraft draft, PhotoHaul haul, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (!await db.Set<Activity>().RunBy(db.Viewer).AnyAsync(a => a.Id == activityId, ct) || await ShiftFacts.ReadAsync(db, people, vault, activityId, draft.ShiftId, ct) is not { } facts)
        {
            return (StepAnswer.Missing, default);
        }

        if (await CheckAsync(draft, facts, haul, ct) is { } wrong)
        {
            return (wrong, default);
        }

        var minutes = facts.MinutesOf(draft.FromAt!.Value, draft.UntilAt!.Value);
        if (!await quota.TakeAsync(facts.Activity, minutes * draft.VolunteerIds.Count, ct))
        {
            return (StepAnswer.Wrong("volunteerIds", Phrase.Of("超过了本队这个月能补录的时长")), default);
        }

        var backfill = Write(draft, facts, minutes, haul.Taken);
        var saved = await db.FinishAsync(work, ct);
        return saved.Outcome == StepOutcome.NotNow ? (StepAnswer.Wrong("photos", Phrase.Of("有张照片以前用过，不能再作证明")), default) : (saved, backfill.Id);
    }

    /// <summary>The volunteer's own yes or no.</summary>
    public async Task<StepAnswer> AgreeAsync(Guid activityId, Guid backfillId, bool agreed, CancellationToken ct)
    {
        var me = db.Viewer.PersonId;
        await using var work = await db.BeginWorkAsync(ct);
        var backfill = await db.Set<Domain.Backfill>().Include(b => b.Entries).SingleOrDefaultAsync(b => b.ActivityId == activityId && b.Id == backfillId, ct);
        if (backfill?.Entries.Find(e => e.VolunteerId == me) is not { } entry)
        {
            return StepAnswer.Missing;
        }

        if (entry.Agreed == agreed)
        {
            return StepAnswer.Done; // Pressed twice.
        }

        if (backfill.State != BackfillState.Submitted || entry.Agreed is not null)
        {
            return await past.DecidedAsync(backfill.DecidedBy, backfill.DecidedAt, ct);
        }

        entry.Answer(agreed, clock.Now());
        return await db.FinishAsync(work, ct);
    }

    /// <summary>Whoever agreed gets a record in publicity; the others none.</summary>
    public async Task<StepAnswer> DecideAsync(Guid activityId, Guid backfillId, bool? approved, string? decision, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var backfill = await db.Set<Domain.Backfill>().Include(b => b.Entries).SingleOrDefaultAsync(b => b.ActivityId == activityId && b.Id == backfillId, ct);
        if (backfill is null || await ShiftFacts.ReadAsync(db, people, vault, activityId, backfill.ShiftId, ct) is not { } facts)
        {
            return StepAnswer.Missing;
        }

        if (!await referees.MayDecideAsync(backfill.DivisionCode, backfill.TeamId, [backfill.By, facts.Activity.LeadId, .. backfill.Entries.Select(e => (Guid?)e.VolunteerId)], ct))
        {
            return StepAnswer.NotYours;
        }

        if (approved is not { } yes)
        {
            return StepAnswer.Wrong("approved", Phrase.Of("请选同意还是不同意"));
        }

        if (StepAnswer.CheckText("decision", decision) is { } wrong)
        {
            return wrong;
        }

        if (!backfill.Decide(yes, decision!.Trim(), db.Viewer.PersonId, clock.Now()))
        {
            return await past.DecidedAsync(backfill.DecidedBy, backfill.DecidedAt, ct);
        }

        var agreed = backfill.Entries.FindAll(e => yes && e.Agreed == true);
        await quota.GiveBackAsync(backfill.TeamId, backfill.DivisionCode, backfill.At, backfill.Minutes * (backfill.Entries.Count - agreed.Count), ct);
        await AnnounceAsync(backfill, facts, [.. agreed.Select(e => e.VolunteerId)], ct);
        return await db.FinishAsync(work, ct);
    }

    private async Task AnnounceAsync(Domain.Backfill backfill, ShiftFacts facts, Guid[] agreed, CancellationToken ct)
    {
        var until = calendar.After(clock.Today(), (await db.BackfillRuleAsync(backfill.DivisionCode, ct)).PublicityDays).EndInShanghai();
        foreach (var volunteer in agreed)
        {
            var record = facts.Record(volunteer, backfill.FromAt, ProofKinds.None);
            record.Announce(new Counted(backfill.UntilAt, ProofKinds.None, backfill.Minutes, Ledger.EvidenceGrade.D), until, db.Viewer.PersonId, clock.Now(), backfill.Reason);
            db.Add(record);
            messages.Put(volunteer, Shown, RecordLinks.Of(record), record.Title, $"{backfill.Minutes}");
        }

        if (backfill.State == BackfillState.Refused)
        {
            messages.Put(backfill.By, Refused, BackfillLinks.Of(backfill), facts.Activity.Title, backfill.Decision);
        }
    }

    private Domain.Backfill Write(BackfillDraft draft, ShiftFacts facts, int minutes, IReadOnlyList<TakenPhoto> pictures)
    {
        var backfill = new Domain.Backfill
        {
            ActivityId = facts.Activity.Id,
            ShiftId = draft.ShiftId,
            DivisionCode = facts.Activity.DivisionCode,
            TeamId = facts.Activity.TeamId,
            By = db.Viewer.PersonId,
            At = clock.Now(),
            FromAt = draft.FromAt!.Value,
            UntilAt = draft.UntilAt!.Value,
            Minutes = minutes,
            Reason = draft.Reason!.Trim(),
        };
        backfill.Entries.AddRange(draft.VolunteerIds.Select(id => new BackfillEntry { ActivityId = backfill.ActivityId, BackfillId = backfill.Id, VolunteerId = id }));
        backfill.Photos.AddRange(pictures.Select((p, i) => new BackfillPhoto { ActivityId = backfill.ActivityId, BackfillId = backfill.Id, Number = i + 1, ContentType = p.File.ContentType, Bytes = p.File.Bytes }));
        db.Add(backfill);
        db.AddRange(pictures.SelectMany(p => p.Fingerprints).Distinct().Select(print => new UsedPicture { Hash = print, ActivityId = backfill.ActivityId, At = clock.Now() }));
        backfill.Entries.ForEach(e => messages.Put(e.VolunteerId, Ask, BackfillLinks.Of(backfill), facts.Activity.Title, $"{minutes}"));
        return backfill;
    }

    private async Task<StepAnswer?> CheckAsync(BackfillDraft draft, ShiftFacts facts, PhotoHaul haul, CancellationToken ct)
    {
        var (shift, now) = (facts.Shift, clock.Now());
        if (shift.EndsAt > now || shift.CancelledAt is not null)
        {
            return StepAnswer.Wrong("shiftId", Phrase.Of("这一班还没结束，或者取消了，不能补录"));
        }

        if (draft.FromAt is not { } from || draft.UntilAt is not { } until || from < shift.StartsAt || until > shift.EndsAt || facts.MinutesOf(from, until) <= 0)
        {
            return StepAnswer.Wrong("fromAt", Phrase.Of("时间要在这一班之内，走的时间要晚于来的时间"));
        }

        if (draft.VolunteerIds.Count == 0 || !await OnRosterAsync(draft, facts.Activity.Id, ct))
        {
            return StepAnswer.Wrong("volunteerIds", Phrase.Of("请勾选要补录的人；只能补录报了名、还没有时长的人"));
        }

        return StepAnswer.CheckText("reason", draft.Reason)
            ?? (haul.Problem is { } problem ? StepAnswer.Wrong("photos", problem)
            : haul.Taken.Count == 0 ? StepAnswer.Wrong("photos", Phrase.Of("请放 1 到 6 张现场照片"))
            : !draft.Declared ? StepAnswer.Wrong("declared", Phrase.Of("请声明所填属实"))
            : null);
    }

    private async Task<bool> OnRosterAsync(BackfillDraft draft, Guid activityId, CancellationToken ct) =>
        !draft.VolunteerIds.Except(await db.Missing(activityId, draft.ShiftId).ToListAsync(ct)).Any();
}

internal static class BackfillLinks
{
    public static string Of(Domain.Backfill backfill) => $"/activities/{backfill.ActivityId}/backfills/{backfill.Id}";
}

internal static class MissingHours
{
    /// <summary>
    /// Who had a seat in the shift (or was invited to an activity that only records) and has no hours there, nor any waiting to be entered. Past the viewer's
    /// scope: whoever asks runs the activity, and the person in charge need not lead its team.
    /// </summary>
    public static IQueryable<Guid> Missing(this AppDbContext db, Guid activityId, Guid shiftId)
    {
        var have = db.Set<ServiceRecord>().Where(r => r.ActivityId == activityId && r.ShiftId == shiftId && r.State != RecordState.Void).Select(r => r.VolunteerId);
        var asked = db.Set<Domain.Backfill>().Where(b => b.ActivityId == activityId && b.ShiftId == shiftId && b.State == BackfillState.Submitted)
            .SelectMany(b => b.Entries).Where(e => e.Agreed != false).Select(e => e.VolunteerId);
        var seats = db.Set<Signup>().IgnoreQueryFilters().Where(s => s.ActivityId == activityId && s.ShiftId == shiftId).Where(SignupKinds.Expected).Select(s => s.VolunteerId);
        var invited = db.Set<Activity>().Where(a => a.Id == activityId && a.Recruit == RecruitScope.Backfill).SelectMany(a => a.Invitations).Select(i => i.PersonId);
        return seats.Union(invited).Where(id => !have.Contains(id) && !asked.Contains(id));
    }
}
