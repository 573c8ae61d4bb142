using Microsoft.Extensions.Localization;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Hours.Publicity;
using Weiguang.Hours.Records;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Hours.Said;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Messages;

namespace Weiguang.Hours.Correcting;

/// <summary>A volunteer has an error corrected (Order 67, article 17): they ask, the organiser says what is right, staff outside the team decide.</summary>
internal sealed class Corrections(AppDbContext db, Engagements engagements, Referees referees, InCharge inCharge, Reversals reversals, SaidMinutes said, MessageBox messages, HoursPast past, IStringLocalizer phrases, TimeProvider clock)
{
    private static readonly string TooLong = Phrase.Of("这一班没有这么长，更正不能超过它");
    private static readonly string TooMuch = Phrase.Of("从来的时候到现在还没有这么久，没过去的时间不能算");

    public async Task<StepAnswer> AskAsync(Guid sourceId, Guid recordId, string? reason, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await db.Set<ServiceRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.SourceId == sourceId && r.Id == recordId, ct) is not { } record)
        {
            return Voice.Hours.Missing;
        }

        if (record.VolunteerId != db.Viewer.PersonId)
        {
            return Voice.Hours.NotYours;
        }

        if (Voice.Hours.Reason("reason", reason) is { } wrong)
        {
            return wrong;
        }

        if (record.State is RecordState.Questioned or RecordState.Publicity || record.SaidMinutes is not null || await OpenOf(sourceId, recordId).AnyAsync(ct))
        {
            return Voice.Hours.NotNow;
        }

        db.Add(new Correction
        {
            SourceId = sourceId,
            RecordId = recordId,
            VolunteerId = record.VolunteerId,
            LeadId = record.LeadId,
            IsOffices = record.IsOffices,
            DivisionCode = record.DivisionCode,
            TeamId = record.TeamId,
            Reason = reason!.Trim(),
            At = clock.Now(),
        });
        foreach (var person in await inCharge.OfAsync(record, ct))
        {
            messages.Put(person, HoursMessages.CorrectionAsked, record.IsOffices ? HoursLinks.Decide(sourceId, recordId) : HoursLinks.Of(record), record.Title);
        }

        return await db.FinishAsync(work, ct);
    }

    public async Task<StepAnswer> ProposeAsync(Guid sourceId, Guid correctionId, int? minutes, string? answer, PhotoHaul haul, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await FindAsync(sourceId, correctionId, ct) is not var (correction, record))
        {
            return Voice.Hours.Missing;
        }

        if (correction.VolunteerId == db.Viewer.PersonId || await engagements.FindAsync(sourceId, record.EngagementId, ct) is not { } engagement || !engagement.IsRunBy(db.Viewer))
        {
            return Voice.Hours.NotYours;
        }

        if (minutes is not { } right || right < 0 || right > engagement.MostOf(record.FromAt, record.UntilAt))
        {
            return Voice.Hours.Wrong("minutes", phrases[Phrase.Of("填分钟数，这一班最多 {0} 分钟"), engagement.MostOf(record.FromAt, record.UntilAt)]);
        }

        if (right > HourRules.Passed(engagement.OpensAt, record.FromAt, clock.Now()))
        {
            return Voice.Hours.Wrong("minutes", TooMuch);
        }

        if (Voice.Hours.Reason("answer", answer) is { } wrong)
        {
            return wrong;
        }

        var added = Math.Max(0, right - record.Counts);
        if (correction.State == CorrectionState.Asked && added > 0 && await said.TakeAsync(record, engagement, added, "minutes", correction.Id, haul, ct) is { } lacking)
        {
            return lacking;
        }

        if (!correction.Propose(right, added, answer!.Trim(), db.Viewer.PersonId, clock.Now(), IsUnshown(record)))
        {
            var isAgain = correction.State is CorrectionState.Offered or CorrectionState.Proposed && (correction.AnsweredBy, correction.Minutes, correction.Answer) == (db.Viewer.PersonId, right, answer.Trim());
            return isAgain ? Voice.Hours.Done : await past.DecidedAsync(correction.DecidedBy, correction.DecidedAt, false, ct);
        }

        messages.Put(correction.VolunteerId, correction.State == CorrectionState.Offered ? HoursMessages.CorrectionOffered : HoursMessages.CorrectionAnswered, HoursLinks.Of(record), record.Title, $"{right}");
        var saved = await db.FinishAsync(work, ct);
        return added > 0 && saved.Outcome == StepOutcome.NotNow ? Voice.Hours.Wrong("photos", SaidPictures.Used) : saved;
    }

    /// <summary>The volunteer asked for it, and says whether these minutes are what they mean.</summary>
    public async Task<StepAnswer> AgreeAsync(Guid sourceId, Guid correctionId, bool agreed, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await FindAsync(sourceId, correctionId, ct) is not var (correction, record))
        {
            return Voice.Hours.Missing;
        }

        if (correction.VolunteerId != db.Viewer.PersonId)
        {
            return Voice.Hours.NotYours;
        }

        if (!correction.Agree(agreed, clock.Now()))
        {
            var isAgain = agreed ? correction.State == CorrectionState.Proposed : correction.State == CorrectionState.Refused && correction.DecidedBy == correction.VolunteerId;
            return isAgain ? Voice.Hours.Done : await past.DecidedAsync(correction.DecidedBy, correction.DecidedAt, false, ct);
        }

        if (!agreed)
        {
            await said.GiveBackAsync(record, correction, ct);
            messages.Put(correction.AnsweredBy!.Value, HoursMessages.CorrectionDeclined, record.IsOffices ? HoursLinks.Decide(sourceId, record.Id) : HoursLinks.Of(record), record.Title, $"{correction.Minutes}");
        }

        return await db.FinishAsync(work, ct);
    }

    public async Task<StepAnswer> DecideAsync(Guid sourceId, Guid correctionId, bool? approved, string? decision, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await FindAsync(sourceId, correctionId, ct) is not var (correction, record))
        {
            return Voice.Hours.Missing;
        }

        if (!correction.IsOpen)
        {
            return await past.DecidedAsync(correction.DecidedBy, correction.DecidedAt, approved == (correction.State == CorrectionState.Approved) && correction.Decision == decision?.Trim(), ct); // Whoever decided has a hand in it now, and presses twice.
        }

        if (!await referees.MayDecideAsync(HoursPermissions.Decide, record, [correction.AnsweredBy], ct))
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

        if (yes && await TooManyAsync(record, correction.Minutes ?? 0, ct) is { } tooMany)
        {
            return Voice.Hours.Wrong("approved", tooMany);
        }

        if (yes && correction.Minutes - record.Counts > correction.Added)
        {
            return Voice.Hours.Wrong("approved", Phrase.Of("这笔时长后来变了，照这个数就是加时长。请不同意，让组织者放上照片重新报")); // It was lowered meanwhile: nobody has brought pictures, and no quota was taken.
        }

        if (!correction.Decide(yes, decision!.Trim(), db.Viewer.PersonId, clock.Now()))
        {
            return await past.DecidedAsync(correction.DecidedBy, correction.DecidedAt, false, ct);
        }

        var isSaid = yes && correction.Minutes is > 0 and var right && (right > record.Counts || IsUnshown(record));
        if (isSaid)
        {
            await ShowAsync(record, correction.Minutes!.Value, correction.Decision, ct);
        }
        else if (yes && !await reversals.CorrectAsync(record, correction.Minutes!.Value, correction.Decision, ct))
        {
            return Voice.Hours.NotNow;
        }

        if (!isSaid && correction.Added > 0)
        {
            await said.GiveBackAsync(record, correction, ct);
        }

        if (!yes)
        {
            messages.Put(correction.VolunteerId, HoursMessages.CorrectionRefused, HoursLinks.Of(record), record.Title, correction.Decision);
        }

        return await db.FinishAsync(work, ct);
    }

    /// <summary>What nothing measured is shown before it counts; so long the record counts what it has.</summary>
    private async Task ShowAsync(ServiceRecord record, int minutes, string reason, CancellationToken ct)
    {
        record.Say(minutes, await said.PublicUntilAsync(record, ct), db.Viewer.PersonId, clock.Now(), reason);
        messages.Put(record.VolunteerId, HoursMessages.CorrectionShown, HoursLinks.Of(record), record.Title, $"{minutes}");
        db.Announce(HoursTopics.Of(record.SourceId));
    }

    /// <summary>Also when it is decided: it may have been proposed before this was asked, and the engagement made shorter since. Null where they fit, or the engagement is gone.</summary>
    private async Task<string?> TooManyAsync(ServiceRecord record, int minutes, CancellationToken ct) =>
        await engagements.FindAsync(record.SourceId, record.EngagementId, ct) is not { } engagement ? null
        : minutes > HourRules.Passed(engagement.OpensAt, record.FromAt, clock.Now()) ? TooMuch
        : minutes > engagement.MostOf(record.FromAt, record.UntilAt) ? TooLong : null;

    /// <summary>Minutes that nothing measured and that have not been shown to the end: fewer of them need the volunteer's yes and publicity as well.</summary>
    private static bool IsUnshown(ServiceRecord record) => record is { Grade: EvidenceGrade.D, State: RecordState.Unconfirmed or RecordState.Publicity };

    private IQueryable<Correction> OpenOf(Guid sourceId, Guid recordId) => db.Set<Correction>()
        .Where(c => c.SourceId == sourceId && c.RecordId == recordId && (c.State == CorrectionState.Asked || c.State == CorrectionState.Offered || c.State == CorrectionState.Proposed));

    /// <summary>Both of them held: whoever comes second reads what the first has done. Doubts before the record, as everywhere: a correction to nothing answers them.</summary>
    private async Task<(Correction, ServiceRecord)?> FindAsync(Guid sourceId, Guid correctionId, CancellationToken ct)
    {
        var correction = (await db.LockAsync<Correction>([sourceId], [correctionId], ct)).SingleOrDefault();
        if (correction is null)
        {
            return null;
        }

        await db.HoldDoubtsAsync([sourceId], [correction.RecordId], ct);
        return (correction, (await db.LockAsync<ServiceRecord>([sourceId], [correction.RecordId], ct)).Single());
    }
}
