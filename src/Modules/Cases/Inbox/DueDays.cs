using Weiguang.Kernel.Time;
using Weiguang.Regions;

namespace Weiguang.Cases.Inbox;

/// <summary>The clock of a kind. What came in first is due first, so a database that sorts by when a case came in has sorted by when it is due.</summary>
internal sealed class DueDays(WorkCalendar calendar)
{
    public DateTime Of(CaseKind kind, DateTime at) => kind.Days == 0 ? at : DueOn(kind, DateOnly.FromDateTime(at.ToShanghai()));

    /// <summary>Those due before a moment.</summary>
    public IQueryable<OpenCase> Before(CaseKind kind, IQueryable<OpenCase> cases, DateTime due)
    {
        var end = kind.Days == 0 ? due : Since(kind, due, same: true);
        return cases.Where(c => c.At < end);
    }

    /// <summary>Those due after a moment; with <paramref name="same"/> those due just then as well.</summary>
    public IQueryable<OpenCase> After(CaseKind kind, IQueryable<OpenCase> cases, DateTime due, bool same)
    {
        var start = kind.Days == 0 ? due : Since(kind, due, same);
        return same || kind.Days > 0 ? cases.Where(c => c.At >= start) : cases.Where(c => c.At > start);
    }

    /// <summary>From when on what comes in is due after a moment, or just then. That is the beginning of a day: everything of one day is due at the same time.</summary>
    private DateTime Since(CaseKind kind, DateTime due, bool same)
    {
        var day = DateOnly.FromDateTime(due.ToShanghai()).AddDays(1);
        while (DueOn(kind, day.AddDays(-1)) is var before && (same ? before >= due : before > due))
        {
            day = day.AddDays(-1);
        }

        return day.AddDays(-1).EndInShanghai();
    }

    private DateTime DueOn(CaseKind kind, DateOnly day) => calendar.After(day, kind.Days).EndInShanghai();
}
