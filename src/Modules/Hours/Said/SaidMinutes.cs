using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Hours.Records;
using Weiguang.Hours.Rulebook;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Regions;

namespace Weiguang.Hours.Said;

/// <summary>
/// Minutes that people say and nothing measured, by whatever form they come: entered afterwards, added by a correction, or from the last proof to an end that somebody remembers. All need pictures, room in
/// the month's quota, the volunteer's consent, and are shown to everybody before they count; the record is grade D.
/// </summary>
internal sealed class SaidMinutes(AppDbContext db, Engagements engagements, BackfillQuota quota, SaidPictures pictures, RuleBook rules, WorkCalendar calendar, TimeProvider clock)
{
    public static readonly string NoRoom = Phrase.Of("超过了本队这个月能补录的时长");

    /// <summary>Takes the minutes out of the quota and keeps the pictures with the record, which the caller holds. What is refused leaves nothing behind: the caller ends its work.</summary>
    /// <param name="field">Where a lack of room is told.</param>
    /// <param name="saidId">What they are brought for: the correction, or the record itself.</param>
    public async Task<StepAnswer?> TakeAsync(ServiceRecord record, Engagement engagement, int minutes, string field, Guid saidId, PhotoHaul haul, CancellationToken ct)
    {
        // The quota's row first, held from here on: of two who bring the same picture at once the second finds it used.
        var fits = await quota.TakeAsync(engagement, minutes, ct);
        var brought = PhotosOf(record).Where(p => p.SaidId == null);
        if (await pictures.MistakeAsync(engagement, [record.VolunteerId], haul, await brought.CountAsync(ct), ct) is { } mistake)
        {
            return mistake.Answer;
        }

        if (!fits)
        {
            return Voice.Hours.Wrong(field, NoRoom);
        }

        await brought.ExecuteUpdateAsync(set => set.SetProperty(p => p.SaidId, saidId), ct);
        await pictures.AssignAsync(record.Id, saidId, ct);
        await AddAsync(record, engagement, saidId, haul, ct);
        return null;
    }

    /// <summary>Pictures that are brought before anything is said, by whoever runs what the record is part of.</summary>
    public async Task<StepAnswer> BringAsync(Guid sourceId, Guid recordId, PhotoHaul haul, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if ((await db.LockAsync<ServiceRecord>([sourceId], [recordId], ct)).SingleOrDefault() is not { } record || await engagements.FindAsync(sourceId, record.EngagementId, ct) is not { } engagement)
        {
            return Voice.Hours.Missing;
        }

        if (record.VolunteerId == db.Viewer.PersonId || !engagement.IsRunBy(db.Viewer))
        {
            return Voice.Hours.NotYours;
        }

        if (await pictures.MistakeAsync(engagement, [record.VolunteerId], haul, await PhotosOf(record).CountAsync(p => p.SaidId == null, ct), ct) is { } mistake)
        {
            return mistake.Answer;
        }

        await AddAsync(record, engagement, null, haul, ct);
        var saved = await db.FinishAsync(work, ct);
        return saved.Outcome == StepOutcome.NotNow ? Voice.Hours.Wrong("photos", SaidPictures.Used) : saved;
    }

    /// <summary>Gives back the minutes of the quota and the pictures that were taken for a correction that came to nothing.</summary>
    public async Task GiveBackAsync(ServiceRecord record, Correction correction, CancellationToken ct)
    {
        await quota.GiveBackAsync(record.TeamId, record.DivisionCode, correction.AnsweredAt!.Value, correction.Added, ct);
        await pictures.GiveBackAsync(record.Id, correction.Id, ct);
    }

    /// <summary>Until when they are shown, beginning today: so long as the rule of the day of service says.</summary>
    /// <param name="home">See <see cref="Engagement.HomeDivision"/>.</param>
    public async Task<DateTime> PublicUntilAsync(long division, long? home, DateOnly served, CancellationToken ct) =>
        calendar.After(clock.Today(), (await rules.BackfillAsync(division, home, served, ct)).PublicityDays).EndInShanghai();

    public async Task<DateTime> PublicUntilAsync(ServiceRecord record, CancellationToken ct) =>
        await PublicUntilAsync(record.DivisionCode, (await engagements.FindAsync(record.SourceId, record.EngagementId, ct))?.HomeDivision, OnceRules.DayOf(record), ct);

    private async Task AddAsync(ServiceRecord record, Engagement engagement, Guid? saidId, PhotoHaul haul, CancellationToken ct)
    {
        var last = await PhotosOf(record).MaxAsync(p => (int?)p.Number, ct) ?? 0;
        db.AddRange(haul.Taken.Select((p, i) => new RecordPhoto
        {
            SourceId = record.SourceId, RecordId = record.Id, Number = last + i + 1, SaidId = saidId, ContentType = p.File.ContentType, Bytes = p.File.Bytes, TakenAt = p.File.Signs.TakenAt,
        }));
        pictures.Keep(engagement, [record.VolunteerId], record.Id, saidId, haul.Taken);
    }

    private IQueryable<RecordPhoto> PhotosOf(ServiceRecord record) => db.Set<RecordPhoto>().IgnoreQueryFilters().Where(p => p.SourceId == record.SourceId && p.RecordId == record.Id);
}
