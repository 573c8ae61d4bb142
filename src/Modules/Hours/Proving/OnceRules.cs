using Weiguang.Hours.Domain;
using Weiguang.Kernel.Time;

namespace Weiguang.Hours.Proving;

/// <summary>What a record comes to beside what counts already of the same person.</summary>
/// <param name="Pieces">The time it takes.</param>
/// <param name="Besides">Minutes that are left beside others.</param>
/// <param name="Other">What it overlaps with most, where minutes are lost by it.</param>
/// <param name="Minutes">What of these the day has room for.</param>
internal sealed record Weighed(IReadOnlyList<Span> Pieces, int Besides, CountedSpan? Other, int Minutes);

/// <summary>No minute of one person counts twice, and no day more than its most: pure arithmetic over what counts already (docs/algorithms/hours.md).</summary>
internal static class OnceRules
{
    /// <param name="facts">What it is part of; null where that is gone.</param>
    /// <param name="standing">What of this person counts already, at that time and on that day at least.</param>
    public static Weighed Weigh(ServiceRecord record, EngagementFacts? facts, IReadOnlyCollection<CountedSpan> standing, DayRule rule, DateTime now)
    {
        var (asked, isSaid) = TimeOf(record, facts, now);
        var free = asked.Without(standing.Select(s => s.Time));
        var pieces = isSaid ? Span.First(free, TimeSpan.FromMinutes(record.Minutes)) : free;
        var others = standing.Where(s => s.Time.Overlaps(asked)).ToList();
        var besides = isSaid || (others.Count > 0 && facts is null) ? Math.Min(record.Minutes, Span.MinutesOf(pieces)) : others.Count > 0 ? Math.Min(record.Minutes, facts!.MinutesOf(pieces)) : record.Minutes;
        var other = besides < record.Minutes ? others.MaxBy(s => s.Time.Within(asked).Length) : null;
        var used = standing.Where(s => s.Day == DayOf(record)).DistinctBy(s => s.RecordId).Sum(s => s.Minutes);
        return new(pieces, besides, other, Math.Min(besides, Math.Max(0, rule.MostMinutes - used)));
    }

    /// <summary>Lowers the record to what it was weighed to; the rows of the time it takes, none when nothing of it counts.</summary>
    /// <param name="title">Of the record it overlaps with.</param>
    public static IReadOnlyList<CountedSpan> Take(ServiceRecord record, Weighed weighed, string title, DayRule rule, DateTime now)
    {
        if (weighed.Besides < record.Minutes)
        {
            record.Lower(RecordAction.Overlap, weighed.Besides, now, title);
        }

        if (weighed.Minutes < record.Minutes)
        {
            record.Lower(RecordAction.Cap, weighed.Minutes, now, $"{rule.MostMinutes}");
        }

        return record.Minutes == 0 ? [] : [.. weighed.Pieces.Select(piece => new CountedSpan
        {
            VolunteerId = record.VolunteerId,
            FromAt = piece.From,
            UntilAt = piece.Until,
            SourceId = record.SourceId,
            RecordId = record.Id,
            Day = DayOf(record),
            Minutes = record.Minutes,
            DayMost = rule.MostMinutes,
        })];
    }

    public static DateOnly DayOf(ServiceRecord record) => DateOnly.FromDateTime(record.FromAt.ToShanghai());

    /// <summary>
    /// The time a record asks for: from coming to leaving, as far as it counts. Minutes that people have said have no times of their own: they take the first that are free, from coming on to the end of the
    /// window, and begin earlier where that is too short for them.
    /// </summary>
    private static (Span Time, bool IsSaid) TimeOf(ServiceRecord record, EngagementFacts? facts, DateTime now)
    {
        var length = TimeSpan.FromMinutes(record.Minutes);
        if (record.Basis == RecordBasis.Correction && facts?.Window is { } whole && whole.Within(new(DateTime.MinValue, now)) is var window && window.Length >= length) // Not what has not passed yet.
        {
            return (new Span(record.FromAt < window.Until - length ? record.FromAt : window.Until - length, window.Until).Within(window), true);
        }

        var there = facts?.TimeOf(record.FromAt, record.UntilAt ?? record.FromAt) ?? new Span(record.FromAt, record.UntilAt ?? record.FromAt);
        return record.Basis != RecordBasis.Correction && there.Length > TimeSpan.Zero ? (there, false) : (new Span(record.FromAt, record.FromAt + length), true); // What it was part of was moved away, or is gone.
    }
}
