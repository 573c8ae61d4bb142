namespace Weiguang.Hours;

/// <summary>What live pages listen to.</summary>
public static class HoursTopics
{
    /// <summary>Something happened to the hours of this source.</summary>
    public static string Of(Guid sourceId) => $"hours:{sourceId}";
}
