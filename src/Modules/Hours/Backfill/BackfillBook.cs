using Weiguang.Cases;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Hours.Records;
using Weiguang.Hours.Said;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.People;

namespace Weiguang.Hours.Backfill;

/// <summary>Entering hours afterwards 补录, under control: pictures, reason and declaration; each volunteer agrees; staff outside the team approve; quota; publicity.</summary>
internal sealed class BackfillBook(
    AppDbContext db, Engagements engagements, Referee referee, Matters matters, BackfillQuota quota, SaidPictures pictures, SaidMinutes said, MessageBox messages, HoursPast past, TimeProvider clock)
{
    private static readonly string NotMissing = Phrase.Of("请勾选要补录的人；只能补录报了名、还没有时长的人");

    /// <summary>The answer, and the id when it was taken up.</summary>
    public async Task<(StepAnswer Answer, Guid Id)> SubmitAsync(Guid sourceId, BackfillDraft draft, PhotoHaul haul, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await engagements.FactsAsync(sourceId, draft.EngagementId, ct) is not { } facts || !facts.Engagement.IsRunBy(db.Viewer))
        {
            return (Voice.Hours.Missing, default);
        }

        // The quota's row first, held from here on: of two forms for the same people the second finds them on the first.
        var minutes = draft.FromAt is { } from && draft.UntilAt is { } left ? Math.Max(0, facts.MinutesOf(from, left)) : 0;
        var fits = await quota.TakeAsync(facts.Engagement, minutes * draft.VolunteerIds.Count, ct);
        if (await CheckAsync(draft, facts, haul, ct) is { } wrong)
        {
            return (wrong, default);
        }

        if (!fits)
        {
            return (Voice.Hours.Wrong("volunteerIds", SaidMinutes.NoRoom), default);
        }

        var backfill = Write(draft, facts.Engagement, minutes, haul.Taken);
        var saved = await db.FinishAsync(work, ct);
        return saved.Outcome == StepOutcome.NotNow ? (Voice.Hours.Wrong("photos", SaidPictures.Used), default) : (saved, backfill.Id);
    }

    /// <summary>The volunteer's own yes or no.</summary>
    public async Task<StepAnswer> AgreeAsync(Guid sourceId, Guid backfillId, bool agreed, CancellationToken ct)
    {
        var me = db.Viewer.PersonId;
        await using var work = await db.BeginWorkAsync(ct);
        var backfill = await LockAsync(sourceId, backfillId, ct);
        if (backfill?.Entries.Find(e => e.VolunteerId == me) is not { } entry)
        {
            return Voice.Hours.Missing;
        }

        if (entry.Agreed == agreed)
        {
            return Voice.Hours.Done; // Pressed twice.
        }

        if (backfill.State != BackfillState.Submitted || entry.Agreed is not null)
        {
            return await past.DecidedAsync(backfill.DecidedBy, backfill.DecidedAt, false, ct);
        }

        entry.Answer(agreed, clock.Now());
        return await db.FinishAsync(work, ct);
    }

    /// <summary>Whoever agreed gets a record in publicity, unless they have one by now; the others none.</summary>
    public async Task<StepAnswer> DecideAsync(Guid sourceId, Guid backfillId, bool? approved, string? decision, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        await HoldCasesAsync(sourceId, backfillId, yes: approved == true, ct);
        var backfill = await LockAsync(sourceId, backfillId, ct);
        if (backfill is null || await engagements.FactsAsync(sourceId, backfill.EngagementId, ct) is not { } facts)
        {
            return Voice.Hours.Missing;
        }

        if (!await referee.MayDecideAsync((await matters.OfAsync([backfill], ct))[backfill.Id], ct))
        {
            return Voice.Hours.NotYours;
        }

        if (approved is not { } yes)
        {
            return Voice.Hours.Wrong("approved", Phrase.Of("请选同意还是不同意"));
        }

        if (Voice.Hours.Reason("decision", decision) is { } wrong)
        {
            return wrong;
        }

        if (yes && backfill.State == BackfillState.Submitted && !backfill.Entries.Exists(e => e.Agreed == true) && backfill.Entries.Exists(e => e.Agreed is null))
        {
            return Voice.Hours.Wrong("approved", Phrase.Of("还没有人说是，通过了谁也记不上。等等他们回话，或者不同意"));
        }

        var have = await db.HaveHoursAsync(sourceId, backfill.EngagementId, ct); // Before what was judged: what is taken back in between is found.
        if (yes && backfill.Entries.Exists(e => e.Agreed == true) && (await db.JudgedAsync(sourceId, backfill.EngagementId, ct)) is { Count: > 0 } judged && backfill.Entries.Exists(e => e.Agreed == true && judged.Contains(e.VolunteerId)))
        {
            return Voice.Hours.Wrong("approved", Phrase.Of("里头有人这一班的时长撤销过，或者有人提过异议，不能补录。请不同意；确实少算了，由本人申请更正")); // Handed in before it was taken back.
        }

        if (!backfill.Decide(yes, decision!.Trim(), db.Viewer.PersonId, clock.Now()))
        {
            return await past.DecidedAsync(backfill.DecidedBy, backfill.DecidedAt, yes == (backfill.State == BackfillState.Approved) && backfill.Decision == decision.Trim(), ct);
        }

        backfill.Entries.FindAll(e => yes && e.Agreed == true && have.Contains(e.VolunteerId)).ForEach(e => LeaveOut(backfill, e));
        var counted = backfill.Entries.FindAll(e => yes && e.Agreed == true && !e.IsLeftOut);
        await GiveBackAsync(backfill, counted.Count, ct);
        await AnnounceAsync(backfill, facts, [.. counted.Select(e => e.VolunteerId)], ct);
        return await db.FinishAsync(work, ct);
    }

    /// <summary>Whoever upholds a case about these people this moment is done first; cases stand before entries in the order of locks.</summary>
    private async Task HoldCasesAsync(Guid sourceId, Guid backfillId, bool yes, CancellationToken ct)
    {
        foreach (var engagement in yes ? await db.Set<Domain.Backfill>().Where(b => b.SourceId == sourceId && b.Id == backfillId).Select(b => b.EngagementId).ToListAsync(ct) : [])
        {
            await db.HoldCasesAsync(sourceId, engagement, ct);
        }
    }

    /// <summary>A kiosk that came home late, say, has brought what proves more than a backfill does.</summary>
    private void LeaveOut(Domain.Backfill backfill, BackfillEntry entry)
    {
        entry.LeaveOut();
        messages.Put(entry.VolunteerId, HoursMessages.BackfillLeftOut, BackfillLinks.Of(backfill), backfill.Title);
    }

    /// <summary>The room of whoever gets nothing by it; where nobody does, the pictures too.</summary>
    private async Task GiveBackAsync(Domain.Backfill backfill, int counted, CancellationToken ct)
    {
        await quota.GiveBackAsync(backfill.TeamId, backfill.DivisionCode, backfill.At, backfill.Minutes * (backfill.Entries.Count - counted), ct);
        if (counted == 0)
        {
            await pictures.GiveBackAsync(backfill.Id, backfill.Id, ct);
        }
    }

    /// <summary>Held, with its people: whoever agrees this moment is counted, or reads that it was decided.</summary>
    private async Task<Domain.Backfill?> LockAsync(Guid sourceId, Guid backfillId, CancellationToken ct)
    {
        await db.LockAsync<Domain.Backfill>([sourceId], [backfillId], ct);
        return await db.Set<Domain.Backfill>().Include(b => b.Entries).SingleOrDefaultAsync(b => b.SourceId == sourceId && b.Id == backfillId, ct);
    }

    /// <summary>
    /// Who was expected and has no hours there, nor any waiting to be entered; past the viewer's scope. Whose hours there were looked into and taken back has no second way in by the same hands: a
    /// correction is theirs to ask for, and somebody outside decides.
    /// </summary>
    public async Task<BackfillRoster> RosterAsync(Guid sourceId, Guid engagementId, CancellationToken ct)
    {
        var expected = await engagements.ExpectedAsync(sourceId, engagementId, ct);
        var have = await db.HaveHoursAsync(sourceId, engagementId, ct);
        var asked = await db.Set<Domain.Backfill>().IgnoreQueryFilters().Where(b => b.SourceId == sourceId && b.EngagementId == engagementId && b.State == BackfillState.Submitted)
            .SelectMany(b => b.Entries).Where(e => e.Agreed != false).Select(e => e.VolunteerId).ToListAsync(ct);
        var (missing, judged) = (expected.Except(have).Except(asked).ToList(), await db.JudgedAsync(sourceId, engagementId, ct));
        return new(missing.FindAll(person => !judged.Contains(person)), missing.FindAll(judged.Contains));
    }

    private async Task AnnounceAsync(Domain.Backfill backfill, EngagementFacts facts, Guid[] agreed, CancellationToken ct)
    {
        var until = await said.PublicUntilAsync(backfill.DivisionCode, facts.Engagement.HomeDivision, backfill.FromAt.DayInShanghai(), ct);
        foreach (var volunteer in agreed)
        {
            var record = facts.Record(volunteer, backfill.FromAt, ProofKinds.None);
            record.Announce(new Counted(backfill.UntilAt, ProofKinds.None, backfill.Minutes, Ledger.EvidenceGrade.D), until, db.Viewer.PersonId, clock.Now(), backfill.Reason);
            db.Add(record);
            messages.Put(volunteer, HoursMessages.BackfillShown, HoursLinks.Of(record), record.Title, $"{backfill.Minutes}");
        }

        if (backfill.State == BackfillState.Approved)
        {
            backfill.Entries.FindAll(e => e.Agreed is null).ForEach(e => messages.Put(e.VolunteerId, HoursMessages.BackfillUnanswered, BackfillLinks.Of(backfill), backfill.Title, $"{backfill.Minutes}"));
            messages.Put(backfill.By, HoursMessages.BackfillApproved, BackfillLinks.Of(backfill), backfill.Title, $"{agreed.Length}", $"{backfill.Entries.Count - agreed.Length}");
        }

        if (backfill.State == BackfillState.Refused)
        {
            messages.Put(backfill.By, HoursMessages.BackfillRefused, BackfillLinks.Of(backfill), backfill.Title, backfill.Decision);
        }
    }

    private Domain.Backfill Write(BackfillDraft draft, Engagement engagement, int minutes, IReadOnlyList<TakenPhoto> taken)
    {
        var backfill = new Domain.Backfill
        {
            SourceId = engagement.SourceId,
            EngagementId = draft.EngagementId,
            DivisionCode = engagement.DivisionCode,
            TeamId = engagement.TeamId,
            Title = engagement.Title,
            Organiser = engagement.Organiser,
            LeadId = engagement.LeadId,
            By = db.Viewer.PersonId,
            At = clock.Now(),
            FromAt = draft.FromAt!.Value,
            UntilAt = draft.UntilAt!.Value,
            Minutes = minutes,
            Reason = draft.Reason!.Trim(),
        };
        backfill.Entries.AddRange(draft.VolunteerIds.Select(id => new BackfillEntry { SourceId = backfill.SourceId, BackfillId = backfill.Id, VolunteerId = id }));
        backfill.Photos.AddRange(taken.Select((p, i) => new BackfillPhoto { SourceId = backfill.SourceId, BackfillId = backfill.Id, Number = i + 1, ContentType = p.File.ContentType, Bytes = p.File.Bytes, TakenAt = p.File.Signs.TakenAt }));
        db.Add(backfill);
        pictures.Keep(engagement, [.. draft.VolunteerIds], backfill.Id, backfill.Id, taken);
        backfill.Entries.ForEach(e => messages.Put(e.VolunteerId, HoursMessages.BackfillAsked, BackfillLinks.Of(backfill), engagement.Title, $"{minutes}"));
        return backfill;
    }

    /// <summary>Everything that is wrong with it, at once.</summary>
    private async Task<StepAnswer?> CheckAsync(BackfillDraft draft, EngagementFacts facts, PhotoHaul haul, CancellationToken ct)
    {
        var engagement = facts.Engagement;
        if (engagement.EndsAt > clock.Now() || engagement.IsCancelled)
        {
            return Voice.Hours.Wrong("engagementId", Phrase.Of("这一班还没结束，或者取消了，不能补录"));
        }

        var wrong = new Dictionary<string, string[]>();
        var roster = await RosterAsync(engagement.SourceId, engagement.Id, ct);
        Need("volunteerIds", draft.VolunteerIds.Intersect(roster.Judged).Any(), Phrase.Of("勾的人里有时长撤销过或者有异议的，不能补录；确实少算了，由本人申请更正"));
        Need("volunteerIds", draft.VolunteerIds.Count == 0 || draft.VolunteerIds.Except(roster.Missing).Any(), NotMissing);
        Need("fromAt", draft.FromAt is not { } from || draft.UntilAt is not { } until || from < engagement.StartsAt || until > engagement.EndsAt || facts.MinutesOf(from, until) <= 0, Phrase.Of("时间要在这一班之内，走的时间要晚于来的时间"));
        Need("reason", ReasonText.Mistake(draft.Reason) is not null, ReasonText.Mistake(draft.Reason) ?? "");
        var bad = await pictures.MistakeAsync(engagement, [.. draft.VolunteerIds], haul, 0, ct);
        Need("photos", bad is not null, bad?.Message ?? "");
        Need("declared", !draft.Declared, Phrase.Of("请声明所填属实"));
        return wrong.Count > 0 ? Voice.Hours.Wrong(wrong) with { Photos = bad?.Photos ?? [] } : null;

        void Need(string field, bool isWrong, string message)
        {
            if (isWrong)
            {
                wrong.TryAdd(field, [message]);
            }
        }
    }
}
