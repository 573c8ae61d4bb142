namespace Weiguang.Activities;

/// <summary>What live pages listen to.</summary>
internal static class ActivityTopics
{
    public static string Of(Guid activityId) => $"activity:{activityId}";
}
