using Weiguang.Eligibility;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Hours.Rulebook;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.Regions;

namespace Weiguang.Hours.IntoLedger;

/// <summary>
/// The gate before the ledger: a record counts only minutes that count nowhere else, and no more than its day may. Who takes somebody's time holds them first, so of two at once the second sees what the
/// first took; should anybody pass by all the same, the database refuses.
/// </summary>
internal sealed class CountOnce(AppDbContext db, Calendars calendars, Engagements engagements, RuleBook rules, Reversals reversals, MessageBox messages, TimeProvider clock)
{
    private static readonly string CountsElsewhere = Phrase.Of("这段时间已经记在别处了，或者那天的时长满了");

    /// <summary>Holds the people of these records: before everything about them, as everywhere (docs/algorithms/locks.md).</summary>
    public async Task HoldPeopleAsync(IReadOnlyCollection<Guid> sources, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await calendars.HoldAsync(await Records.Where(r => sources.Contains(r.SourceId) && ids.Contains(r.Id)).Select(r => r.VolunteerId).Distinct().ToListAsync(ct), ct);

    /// <summary>Takes the time of proven records, one after the other, and lowers those whose time is not free; those that still count something. They and their people are held by the caller.</summary>
    public async Task<IReadOnlyList<ServiceRecord>> TakeAsync(IReadOnlyList<ServiceRecord> records, CancellationToken ct)
    {
        if (records.Count == 0)
        {
            return [];
        }

        var facts = await FactsAsync(records, ct);
        var days = await rules.AllAsync(HourSheets.Day, ct);
        var standing = await StandingAsync(records, [.. records.Select(r => facts.GetValueOrDefault(r.EngagementId)?.Window).OfType<Span>()], ct);
        foreach (var record in records)
        {
            var (own, of) = (standing.FindAll(s => s.VolunteerId == record.VolunteerId), facts.GetValueOrDefault(record.EngagementId));
            var day = OnceRules.DayOf(record);
            var rule = DayRule.Stricter(days.Of(record.DivisionCode, day), of?.Engagement.HomeDivision is { } home ? days.Of(home, day) : null);
            var weighed = OnceRules.Weigh(record, of, own, rule, clock.Now());
            var taken = await TakeAsync(record, weighed, rule, ct);
            standing.AddRange(taken);
            db.AddRange(taken);
        }

        return [.. records.Where(r => r.State == RecordState.Proven)];
    }

    private async Task<IReadOnlyList<CountedSpan>> TakeAsync(ServiceRecord record, Weighed weighed, DayRule rule, CancellationToken ct)
    {
        var before = record.Minutes;
        var title = weighed.Other is { } other ? await TitleAsync(other, ct) : "";
        var taken = OnceRules.Take(record, weighed, title, rule, clock.Now());
        if (record.Minutes < before)
        {
            Tell(record, weighed, title, rule);
            db.Settle(record, clock);
        }

        if (record.State == RecordState.Void)
        {
            await reversals.AnswerDoubtsAsync(record, CountsElsewhere, ct);
        }

        return taken;
    }

    private void Tell(ServiceRecord record, Weighed weighed, string title, DayRule rule)
    {
        if (weighed.Other is not null)
        {
            messages.Put(record.VolunteerId, weighed.Besides == 0 ? HoursMessages.OverlapAll : HoursMessages.Overlap, HoursLinks.Of(record), record.Title, title, $"{weighed.Besides}");
        }

        if (weighed.Minutes < weighed.Besides)
        {
            messages.Put(record.VolunteerId, HoursMessages.DayFull, HoursLinks.Of(record), record.Title, $"{rule.MostMinutes}", $"{weighed.Minutes}");
        }
    }

    /// <summary>What these records are part of, as far as it is still there, and how their places count.</summary>
    private async Task<Dictionary<Guid, EngagementFacts>> FactsAsync(IReadOnlyList<ServiceRecord> records, CancellationToken ct)
    {
        var (wanted, rounding) = (records.Select(r => r.EngagementId).ToHashSet(), await rules.AllAsync(HourSheets.Rounding, ct));
        return (await engagements.OfAsync([.. records.Select(r => r.SourceId).Distinct()], ct)).Where(e => wanted.Contains(e.Id))
            .ToDictionary(e => e.Id, e => new EngagementFacts(e, Sealed.Nothing, rounding.Of(e.DivisionCode, e.Day), e.HomeDivision is { } home ? rounding.Of(home, e.Day) : null));
    }

    /// <summary>What counts already of these people, around the time of these records and on their days.</summary>
    private async Task<List<CountedSpan>> StandingAsync(IReadOnlyList<ServiceRecord> records, IReadOnlyCollection<Span> windows, CancellationToken ct)
    {
        var (people, days) = (records.Select(r => r.VolunteerId).Distinct().ToList(), records.Select(OnceRules.DayOf).Distinct().ToList());
        var from = records.Select(r => r.FromAt).Concat(windows.Select(w => w.From)).Min();
        var until = records.Select(r => r.UntilAt ?? r.FromAt).Concat(records.Select(r => r.FromAt.AddMinutes(r.Minutes))).Concat(windows.Select(w => w.Until)).Max();
        return await db.Set<CountedSpan>().AsNoTracking().Where(s => people.Contains(s.VolunteerId) && ((s.UntilAt > from && s.FromAt < until) || days.Contains(s.Day))).ToListAsync(ct);
    }

    private async Task<string> TitleAsync(CountedSpan span, CancellationToken ct) =>
        db.Set<ServiceRecord>().Local.FirstOrDefault(r => r.Id == span.RecordId)?.Title ?? await Records.Where(r => r.SourceId == span.SourceId && r.Id == span.RecordId).Select(r => r.Title).SingleAsync(ct);

    private IQueryable<ServiceRecord> Records => db.Set<ServiceRecord>().IgnoreQueryFilters().AsNoTracking();
}

internal static class CountedTime
{
    /// <summary>Gives back the time of records that were posted and are not any more. They are held by the caller; their people need not be: nobody else touches these rows.</summary>
    public static Task GiveBackAsync(this AppDbContext db, IReadOnlyCollection<ServiceRecord> records, CancellationToken ct)
    {
        var (people, ids) = (records.Select(r => r.VolunteerId).Distinct().ToList(), records.Select(r => r.Id).ToList());
        return ids.Count == 0 ? Task.CompletedTask : db.Set<CountedSpan>().Where(s => people.Contains(s.VolunteerId) && ids.Contains(s.RecordId)).ExecuteDeleteAsync(ct);
    }
}
