using Microsoft.Extensions.Localization;

namespace Weiguang.Kernel.Time;

/// <summary>Minutes as people say them.</summary>
public static class Durations
{
    /// <summary>"2 小时 30 分钟", "45 分钟", "3 小时"; a leading minus when something was taken away.</summary>
    public static string InWords(this IStringLocalizer L, long minutes)
    {
        var (hours, rest) = (Math.Abs(minutes) / 60, Math.Abs(minutes) % 60);
        var words = (hours, rest) switch
        {
            (0, _) => L["{0} 分钟", rest],
            (_, 0) => L["{0} 小时", hours],
            _ => L["{0} 小时 {1} 分钟", hours, rest],
        };
        return minutes < 0 ? $"−{words}" : words;
    }
}
