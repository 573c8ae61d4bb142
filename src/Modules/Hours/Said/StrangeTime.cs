using Weiguang.Kernel.Time;

namespace Weiguang.Hours.Said;

internal static class StrangeTime
{
    /// <summary>Whether a picture says that it was taken on another day than people served, or the day after, when somebody took a picture of what was done. What says nothing is no fault.</summary>
    public static bool IsStrange(this DateTime? takenAt, DateTime servedAt) => takenAt is { } at && at.DayInShanghai().DayNumber - servedAt.DayInShanghai().DayNumber is < 0 or > 1;
}
