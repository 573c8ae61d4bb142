using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Records;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Hours.Publicity;

/// <summary>Doubts about hours that are shown in public: anybody signed in may raise one, anybody else at a station, whose staff enter it; staff outside the team decide; the team learns that there is one, never whose.</summary>
internal sealed class Objections(AppDbContext db, Engagements engagements, Referees referees, InCharge inCharge, Reversals reversals, PersonDirectory people, MessageBox messages, HoursPast past, TimeProvider clock)
{
    /// <summary>What the viewer could doubt here; null when there is nothing, or it is their own.</summary>
    public async Task<Doubtable?> DoubtableAsync(Guid sourceId, Guid recordId, CancellationToken ct) =>
        // Not kept: what a page has read before its form is taken would hide what the row says once it is held.
        await db.Shown(sourceId).AsNoTracking().SingleOrDefaultAsync(r => r.Id == recordId, ct) is { } record && record.VolunteerId != db.Viewer.PersonId
            ? new(await engagements.IsSeenAsync(sourceId, ct) ? record.Title : record.Organiser, Mask.Name((await people.FindAsync(record.VolunteerId, ct))?.Name ?? ""), record.FromAt, record.Minutes) : null;

    /// <summary>Whether the viewer may enter here what somebody says who came to the station.</summary>
    public async Task<bool> MayEnterAsync(Guid sourceId, Guid recordId, CancellationToken ct) =>
        await db.Shown(sourceId).AsNoTracking().SingleOrDefaultAsync(r => r.Id == recordId, ct) is { } record && MayEnter(record);

    /// <param name="station">For whom it is entered, who came to the station; null for the viewer's own.</param>
    public async Task<StepAnswer> RaiseAsync(Guid sourceId, Guid recordId, string? reason, AtStation? station, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        // Held, for others may doubt it at this moment, whoever was served may say the same by their rating, or it is on its way into the ledger.
        await db.LockUnscopedAsync<ServiceRecord>([sourceId], [recordId], ct);
        if (await db.Shown(sourceId).SingleOrDefaultAsync(r => r.Id == recordId, ct) is not { } record)
        {
            return Voice.Hours.Missing;
        }

        if (station is not null && !MayEnter(record))
        {
            return Voice.Hours.NotYours;
        }

        if (Voice.Hours.Reason("reason", reason) is { } wrong)
        {
            return wrong;
        }

        if (ShortWords.IsLonger(station?.Name, Objection.MostName))
        {
            return Voice.Hours.Wrong("name", Phrase.Of("名字最多写 30 个字"));
        }

        if (record.VolunteerId == db.Viewer.PersonId)
        {
            return Voice.Hours.NotNow;
        }

        if (station is null && await db.Set<Objection>().AnyAsync(o => o.SourceId == sourceId && o.RecordId == recordId && o.By == db.Viewer.PersonId, ct))
        {
            return Voice.Hours.Wrong("reason", Phrase.Of("这条时长您已经提过异议了，结果会发消息告诉您"));
        }

        if (station is not null && await DoubtsOf(record).AnyAsync(o => o.EnteredBy == db.Viewer.PersonId && o.Upheld == null, ct))
        {
            return Voice.Hours.Wrong("reason", Phrase.Of("这条时长您已经替人登记过一次，还没核实完。又有人来说，请同事登记，或者等有了结果再登记"));
        }

        var isNews = !await DoubtsOf(record).AnyAsync(o => o.At > clock.Now().AddDays(-1), ct);
        record.Doubt(clock.Now());
        db.Add(station is { Name: var name }
            ? Objection.AtStation(record, ShortWords.Of(name, Objection.MostName), reason!.Trim(), db.Viewer.PersonId, clock.Now())
            : new Objection { SourceId = sourceId, RecordId = recordId, DivisionCode = record.DivisionCode, By = db.Viewer.PersonId, Reason = reason!.Trim(), At = clock.Now() });
        if (isNews) // Once a day says it: however many doubt it, nobody's days are filled with messages.
        {
            await TellRaisedAsync(record, ct);
        }

        return await db.FinishAsync(work, ct);
    }

    /// <summary>Whether the viewer may look into it, decided or not: they have no part in the matter.</summary>
    public async Task<bool> IsRefereeAsync(Objection objection, CancellationToken ct) =>
        await db.Set<ServiceRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.SourceId == objection.SourceId && r.Id == objection.RecordId, ct) is { } record
        && await referees.MayDecideAsync(HoursPermissions.Decide, record, [objection.By], ct);

    public async Task<StepAnswer> DecideAsync(Guid sourceId, Guid objectionId, Finding? found, string? decision, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        // Held, so that the second referee reads what the first decided.
        var objection = (await db.LockAsync<Objection>([sourceId], ct)).Find(o => o.Id == objectionId);
        if (objection is null || (await db.LockAsync<ServiceRecord>([sourceId], [objection.RecordId], ct)).SingleOrDefault() is not { } record)
        {
            return Voice.Hours.Missing;
        }

        if (objection.Upheld is not null)
        {
            return await past.DecidedAsync(objection.DecidedBy, objection.DecidedAt, objection.Upheld == found is not Finding.Unfounded && objection.Decision == decision?.Trim(), ct); // Before the rule of hands: whoever decided has one now, and presses twice.
        }

        if (!await referees.MayDecideAsync(HoursPermissions.Decide, record, [objection.By], ct))
        {
            return Voice.Hours.NotYours;
        }

        if (found is not { } finding)
        {
            return Voice.Hours.Wrong("upheld", Phrase.Of("请选成立还是不成立"));
        }

        if (finding == Finding.InPart && record.SaidMinutes is null)
        {
            return Voice.Hours.Wrong("upheld", Phrase.Of("这条时长没有多说的分钟，请选成立还是不成立"));
        }

        if (Voice.Hours.Reason("decision", decision) is { } wrong)
        {
            return wrong;
        }

        return await SettleAsync(work, objection, record, finding, decision!.Trim(), ct);
    }

    private async Task<StepAnswer> SettleAsync(Work work, Objection objection, ServiceRecord record, Finding finding, string decision, CancellationToken ct)
    {
        var now = clock.Now();
        objection.Decide(finding != Finding.Unfounded, decision, db.Viewer.PersonId, now);
        messages.TellDecided(objection, record, finding, decision);
        if (finding == Finding.Unfounded)
        {
            record.Dismiss(db.Viewer.PersonId, now, decision);
            db.Settle(record, clock); // What waited for the answer goes on.
            if (record is { OpenObjections: 0, State: not RecordState.Void }) // The last of them; and of hours that are gone they would read that nothing changes.
            {
                messages.Put(record.VolunteerId, HoursMessages.ObjectionUnfounded, HoursLinks.Of(record), record.Title);
            }
        }
        else if (record.State != RecordState.Void && !await (finding == Finding.InPart ? reversals.UnsayAsync(record, decision, ct) : reversals.RevokeAsync([record], decision, ct)))
        {
            return Voice.Hours.NotNow;
        }

        return await db.FinishAsync(work, ct);
    }

    private async Task TellRaisedAsync(ServiceRecord record, CancellationToken ct)
    {
        messages.Put(record.VolunteerId, HoursMessages.ObjectionRaised, HoursLinks.Of(record), record.Title);
        foreach (var person in await inCharge.OfAsync(record, ct))
        {
            messages.Put(person, HoursMessages.ObjectionRaised, record.IsOffices ? HoursLinks.Office(record.SourceId) : HoursLinks.Desk(record.SourceId), record.Title);
        }
    }

    /// <summary>Everybody's, past the viewer's scope.</summary>
    private IQueryable<Objection> DoubtsOf(ServiceRecord record) => db.Set<Objection>().IgnoreQueryFilters().Where(o => o.SourceId == record.SourceId && o.RecordId == record.Id);

    /// <summary>Staff of the place, and of every station within it: people come to the one next door.</summary>
    private bool MayEnter(ServiceRecord record) => db.Viewer.May(HoursPermissions.Decide) && (db.Viewer.Covers(record.DivisionCode) || DivisionCodes.Within(db.Viewer.From, record.DivisionCode));
}

/// <summary>Hours that somebody may doubt.</summary>
/// <param name="Title">Of the organiser, for whoever may not see what it is.</param>
/// <param name="Name">Masked, as the public page has it.</param>
internal sealed record Doubtable(string Title, string Name, DateTime At, int Minutes);

/// <summary>Somebody who came to the station without an account.</summary>
/// <param name="Name">At most 30 characters; empty for somebody who gives none.</param>
internal sealed record AtStation(string? Name);
