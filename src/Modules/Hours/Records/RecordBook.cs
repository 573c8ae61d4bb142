using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Hours.Said;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Messages;
using Weiguang.People;

namespace Weiguang.Hours.Records;

/// <summary>What organisers and volunteers do with service records: say when somebody left, confirm, evaluate. Two who change one record at once: one after the other, and the second is told what the first did.</summary>
internal sealed class RecordBook(AppDbContext db, Engagements engagements, Seconds seconds, Asking asking, PersonDirectory people, SaidMinutes said, MessageBox messages, HoursPast past, TimeProvider clock)
{
    private static readonly string BeyondProof = Phrase.Of("最后一次在场的证明以后，时间是凭话补的：请放 1 到 6 张当时的照片，本人同意、公示期满才算。没有照片，就填那次证明的时间，两个人作证就入账");

    /// <summary>
    /// When somebody left who forgot to check out: not before they came, not after the agreed end. The volunteer's own word waits for the organiser's or the
    /// station's; the same time from both is proven by two words, another time waits for the volunteer. Up to the last proof that is people's word about what was proven; what lies beyond is said, and needs
    /// pictures, quota and publicity.
    /// </summary>
    public Task<StepAnswer> SayEndAsync(Guid sourceId, Guid recordId, DateTime? until, PhotoHaul haul, CancellationToken ct, int? version = null) => ChangeAsync(sourceId, recordId, async record =>
    {
        var isOwn = record.VolunteerId == db.Viewer.PersonId;
        if (!isOwn && !await engagements.IsRunAsync(sourceId, record.EngagementId, ct))
        {
            return Voice.Hours.NotYours;
        }

        if (await past.MovedAsync(record, isOwn ? RecordAction.Propose : RecordAction.Count, version, (isOwn ? record.ProposedUntil : record.UntilAt) == until, ct) is { } moved)
        {
            return moved;
        }

        if (record.State != RecordState.Questioned)
        {
            return await past.NotNowAsync(record, ct);
        }

        var facts = (await engagements.FactsAsync(sourceId, record.EngagementId, ct))!;
        if (until is not { } left || left < record.FromAt || left > facts.Engagement.EndsAt)
        {
            return Voice.Hours.Wrong("until", Phrase.Of("要在签到之后，最晚到这一班结束"));
        }

        if (left > clock.Now())
        {
            return Voice.Hours.Wrong("until", Phrase.Of("这个时间还没到，最晚填到现在"));
        }

        if (left > await NextArrivalAsync(record, ct))
        {
            return Voice.Hours.Wrong("until", Phrase.Of("那以前就在别的班签到了，最晚填到那时候"));
        }

        if (isOwn)
        {
            await ProposeAsync(record, left, facts.Engagement.LeadId, ct);
        }
        else
        {
            return await CountAsync(record, left, facts, haul, ct);
        }

        return Voice.Hours.Done;
    }, ct);

    /// <summary>When they came in elsewhere: since then they were not at this one, whoever says so.</summary>
    private Task<DateTime?> NextArrivalAsync(ServiceRecord record, CancellationToken ct) => db.Set<Stay>().IgnoreQueryFilters()
        .Where(a => a.VolunteerId == record.VolunteerId && a.EngagementId != record.EngagementId && a.InAt > record.FromAt).MinAsync(a => (DateTime?)a.InAt, ct);

    private async Task ProposeAsync(ServiceRecord record, DateTime left, Guid lead, CancellationToken ct)
    {
        record.Propose(left, clock.Now());
        if (lead != record.VolunteerId)
        {
            var name = (await people.FindAsync(record.VolunteerId, ct))?.Name ?? "";
            messages.Put(lead, HoursMessages.Proposed, HoursLinks.Of(record), name, record.Title, MessageBox.Time(left));
        }
    }

    private async Task<StepAnswer> CountAsync(ServiceRecord record, DateTime left, EngagementFacts facts, PhotoHaul haul, CancellationToken ct)
    {
        var (me, now, same) = (db.Viewer.PersonId, clock.Now(), record.ProposedUntil is { } own && own.Ticks / TimeSpan.TicksPerMinute == left.Ticks / TimeSpan.TicksPerMinute);
        var (minutes, proven) = (facts.MinutesOf(record.FromAt, left), facts.MinutesOf(record.FromAt, await SeenAsync(record, ct)));
        if (minutes > proven && await said.TakeAsync(record, facts.Engagement, minutes - proven, "until", record.Id, haul, ct) is { } lacking)
        {
            return lacking.Errors.ContainsKey("photos") && haul.Problem is null && haul.Taken.Count == 0 ? Voice.Hours.Wrong("photos", BeyondProof) : lacking;
        }

        record.Count(new Counted(left, ProofKinds.Word, minutes, minutes > proven ? EvidenceGrade.D : EvidenceGrade.C), RecordBasis.Word, me, now, me);
        if (same && record.Backing.Wanted.HasFlag(Principals.Own))
        {
            record.Confirm(record.VolunteerId, now, record.Backing.With(Principals.Own).IsComplete, await said.PublicUntilAsync(record, ct)); // They have said it before.
        }

        await asking.TellAsync(record, ct);
        return Voice.Hours.Done;
    }

    /// <summary>The last moment something proved that they were there.</summary>
    private async Task<DateTime> SeenAsync(ServiceRecord record, CancellationToken ct) => await db.Set<Stay>().IgnoreQueryFilters()
        .Where(a => a.SourceId == record.SourceId && a.EngagementId == record.EngagementId && a.VolunteerId == record.VolunteerId).Select(a => (DateTime?)a.SeenAt).SingleOrDefaultAsync(ct) ?? record.FromAt;

    /// <summary>The word of somebody who does not stand behind it yet, for what rests on one alone: the volunteer, an organiser without a hand in it, or staff from outside (docs/algorithms/evidence.md).</summary>
    public Task<StepAnswer> ConfirmAsync(Guid sourceId, Guid recordId, CancellationToken ct, int? version = null) => ChangeAsync(sourceId, recordId, async record =>
    {
        var me = db.Viewer.PersonId;
        var runs = await engagements.IsRunAsync(sourceId, record.EngagementId, ct);
        if (record.VolunteerId != me && !runs)
        {
            return Voice.Hours.NotYours;
        }

        if (await past.MovedAsync(record, RecordAction.Confirm, version, isSame: true, ct) is { } moved)
        {
            return moved;
        }

        if (record.State != RecordState.Unconfirmed)
        {
            return await past.IsRepeatAsync(record, RecordAction.Confirm, ct) ? Voice.Hours.Done : await past.NotNowAsync(record, ct);
        }

        if (await past.IsRepeatAsync(record, RecordAction.Confirm, ct))
        {
            return Voice.Hours.Done; // And somebody else has to say it besides.
        }

        var second = (await seconds.OfAsync([record], runs, ct))[record.Id];
        return second.WhyNot is { } why ? Voice.Hours.NotYours with { Title = why }
            : record.Confirm(me, clock.Now(), second.IsEnough, await said.PublicUntilAsync(record, ct)) ? Voice.Hours.Done : await past.NotNowAsync(record, ct);
    }, ct);

    /// <summary>Evaluates one record, or all of an engagement that have no evaluation yet; never one's own.</summary>
    public async Task<StepAnswer> EvaluateAsync(Guid sourceId, Guid engagementId, Guid? recordId, int? stars, string? words, CancellationToken ct)
    {
        if (!await engagements.IsRunAsync(sourceId, engagementId, ct))
        {
            return Voice.Hours.Missing;
        }

        if (stars is not (>= 1 and <= 5))
        {
            return Voice.Hours.Wrong("stars", Phrase.Of("请点一到五颗星"));
        }

        if (ShortWords.IsLonger(words, 200))
        {
            return Voice.Hours.Wrong("words", Phrase.Of("最多写 200 字"));
        }

        var me = db.Viewer.PersonId;
        await using var work = await db.BeginWorkAsync(ct);
        var ids = await db.Set<ServiceRecord>().Where(r => r.SourceId == sourceId && r.EngagementId == engagementId && r.VolunteerId != me && (recordId == null || r.Id == recordId)).Select(r => r.Id).ToListAsync(ct);
        var (locked, said) = (await db.LockAsync<ServiceRecord>([sourceId], ids, ct), words?.Trim() ?? "");
        var records = locked.FindAll(r => r is { State: not RecordState.Void, Stars: null });
        if (records.Count == 0 && (recordId is not null || locked.Count > 0))
        {
            return locked.Exists(r => (r.EvaluatedBy, r.Stars, r.Words) == (me, stars, said)) ? Voice.Hours.Done // Pressed twice.
                : locked is [var evaluated, ..] ? await past.NotNowAsync(evaluated, ct) : Voice.Hours.NotNow; // Another was first, or it is not theirs to evaluate.
        }

        records.ForEach(r => r.Evaluate(stars.Value, said, me, clock.Now()));
        return await db.FinishAsync(work, ct);
    }

    private async Task<StepAnswer> ChangeAsync(Guid sourceId, Guid recordId, Func<ServiceRecord, Task<StepAnswer>> change, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if ((await db.LockAsync<ServiceRecord>([sourceId], [recordId], ct)).SingleOrDefault() is not { } record)
        {
            return Voice.Hours.Missing;
        }

        var answer = await change(record);
        if (answer.IsDone is false)
        {
            return answer;
        }

        db.Send(record, clock);
        return await db.FinishAsync(work, ct);
    }
}
