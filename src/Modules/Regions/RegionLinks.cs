namespace Weiguang.Regions;

/// <summary>Addresses of places.</summary>
public static class RegionLinks
{
    public const string Stations = "/stations";

    public static string Station(Guid id) => $"{Stations}/{id}";

    /// <summary>Where a place is picked from the tree.</summary>
    /// <param name="level">How deep one may go: 1 province … 5 village.</param>
    /// <param name="back">The page that gets <c>?division=</c>.</param>
    public static string Pick(int level, long at, string back) => $"/regions/pick?level={level}&at={at}&back={back}";
}
