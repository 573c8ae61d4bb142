namespace Weiguang.Teams;

/// <summary>Addresses of teams.</summary>
public static class TeamLinks
{
    public const string All = "/teams";

    public static string Of(Guid id) => $"{All}/{id}";
}
