namespace Weiguang.Activities.CheckIn.Kiosks.Logs;

/// <summary>An entry whose signature is right.</summary>
/// <param name="At">By the device's clock, milliseconds since 1970.</param>
internal sealed record LogEntry(int Number, string Previous, string Hash, int Load, long Elapsed, long At);

/// <summary>What a kiosk said it had at a moment of ours, and has not brought home yet.</summary>
internal sealed record Pledged(int Number, string Head, DateTime At);

/// <summary>What the server knows of a kiosk's log.</summary>
/// <param name="Number">The last entry it has, with its hash.</param>
/// <param name="At">The latest time of the device's clock so far.</param>
/// <param name="Load">How often its page was opened, and by <paramref name="Elapsed"/> how long ago the last time.</param>
/// <param name="Start">When that was by the device's clock.</param>
/// <param name="QuietAt">When the kiosk last had nothing that the server has not: whatever follows was read later.</param>
internal sealed record LogState(int Number, string Head, long At, int Load, long Elapsed, long Start, DateTime QuietAt, Pledged? Pledged = null);

/// <summary>
/// What a kiosk's log is worth, without any database. The chain says that nothing was changed, left out or put in between; contacts with the server say between which moments an entry was made. Within
/// these the device may say what it likes, so what comes home after the shift is a word all the same.
/// </summary>
internal static class KioskLogRules
{
    /// <summary>So far two clocks may be apart, and the device's be put right while it runs.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(3);

    /// <summary>The kiosk has contact, and says how far its log goes. The first that is not home yet counts, until it is: what came later bounds less.</summary>
    public static LogState Hear(LogState log, int number, string head, DateTime now) =>
        number == log.Number ? head == log.Head ? log with { QuietAt = now } : log
        : number > log.Number && log.Pledged is null ? log with { Pledged = new(number, head, now) } : log;

    /// <summary>What does not follow on the last entry leaves the log as it is; a time that cannot be is part of it all the same.</summary>
    /// <param name="read">When it was, by our clock; null when the device's tells nothing that can be believed.</param>
    /// <param name="hasMoved">The device's clock was set between taking the list and now.</param>
    public static (LogState Log, LogFault Fault) Append(LogState log, LogEntry entry, DateTime? read, bool hasMoved)
    {
        if (BrokenBy(log, entry) is not LogFault.None and var broken)
        {
            return (log, broken);
        }

        var (isSame, isReached) = (entry.Load == log.Load, log.Pledged?.Number == entry.Number);
        var start = entry.At - entry.Elapsed;
        var after = log with
        {
            Number = entry.Number,
            Head = entry.Hash,
            At = Math.Max(log.At, entry.At),
            Load = Math.Max(log.Load, entry.Load),
            Elapsed = isSame ? Math.Max(log.Elapsed, entry.Elapsed) : entry.Elapsed,
            Start = isSame ? Math.Max(log.Start, start) : start,
            QuietAt = isReached ? log.Pledged!.At : log.QuietAt,
            Pledged = isReached ? null : log.Pledged,
        };
        return (after, hasMoved || RunsBack(log, entry) ? LogFault.Clock : IsPossible(log, entry, read) ? LogFault.None : LogFault.Bounds);
    }

    private static LogFault BrokenBy(LogState log, LogEntry entry) =>
        entry.Number > log.Number + 1 ? LogFault.Gap
        : entry.Number <= log.Number || entry.Previous != log.Head || (log.Pledged?.Number == entry.Number && log.Pledged.Head != entry.Hash) ? LogFault.Fork
        : LogFault.None;

    private static bool RunsBack(LogState log, LogEntry entry)
    {
        var least = (long)Tolerance.TotalMilliseconds;
        return entry.At < log.At - least || entry.Load < log.Load
            || (entry.Load == log.Load && (entry.Elapsed < log.Elapsed || entry.At - entry.Elapsed < log.Start - least)); // A phone that sleeps lets that clock stand, never run ahead.
    }

    private static bool IsPossible(LogState log, LogEntry entry, DateTime? read) =>
        read >= log.QuietAt - Tolerance && !(log.Pledged is { } pledged && entry.Number <= pledged.Number && read > pledged.At + Tolerance);
}
