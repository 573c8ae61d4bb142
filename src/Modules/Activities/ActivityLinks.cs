namespace Weiguang.Activities;

/// <summary>Addresses of activities that other pages lead to.</summary>
public static class ActivityLinks
{
    /// <summary>All there are to find.</summary>
    public const string All = "/activities";

    public static string Of(Guid id) => $"{All}/{id}";

    /// <summary>Those one signed up for.</summary>
    public const string Mine = "/me/activities";
}
