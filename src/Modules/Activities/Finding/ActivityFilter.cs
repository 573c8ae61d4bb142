using Weiguang.Kernel.Geo;

namespace Weiguang.Activities.Finding;

/// <summary>What is looked for; every part may be left out.</summary>
/// <param name="Text">Words, any of them in the title, the place, the organiser, the posts or the description.</param>
/// <param name="Category">Code of the national service categories.</param>
/// <param name="Division">With everything below it; 0 for all.</param>
/// <param name="Day">A shift begins on this day in China.</param>
/// <param name="Free">Bits of the slots in which somebody has time: some shift lies wholly within them. 0 does not ask.</param>
/// <param name="Open">Only where a seat is free.</param>
/// <param name="Near">Nearest first, within <see cref="ActivityFinder.FarthestMetres"/>.</param>
/// <param name="Until">The last of the days that begin with <paramref name="Day"/>; that day alone when left out.</param>
/// <param name="Within">No farther than so many metres from <paramref name="Near"/>.</param>
public sealed record ActivityFilter(
    string? Text = null, string? Category = null, long Division = 0, DateOnly? Day = null, int Free = 0, bool Open = false, GeoPoint? Near = null, string? Cursor = null, DateOnly? Until = null, double? Within = null)
{
    /// <summary>"45.335,122.787" in WGS-84; null when it is no position.</summary>
    internal static GeoPoint? ReadPoint(string? near) =>
        near?.Split(',') is [var lat, var lon]
        && double.TryParse(lat, System.Globalization.CultureInfo.InvariantCulture, out var y) && double.TryParse(lon, System.Globalization.CultureInfo.InvariantCulture, out var x)
        && new GeoPoint(y, x) is { IsValid: true } point ? point : null;
}
