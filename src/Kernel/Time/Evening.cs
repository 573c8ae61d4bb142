namespace Weiguang.Kernel.Time;

/// <summary>When people are told of what comes tomorrow.</summary>
public static class Evening
{
    /// <summary>Longest time between the evening and what begins on the next day.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(29);

    private static readonly TimeOnly Hour = new(19, 0);

    /// <summary>Seven in the evening of the day before, in China.</summary>
    public static DateTime Before(DateTime startsAt) => startsAt.DayInShanghai().AddDays(-1).ToDateTime(Hour).FromShanghai();
}
