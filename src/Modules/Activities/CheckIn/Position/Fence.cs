using Weiguang.Kernel.Geo;

namespace Weiguang.Activities.CheckIn;

/// <summary>A position as a phone gives it.</summary>
/// <param name="Accuracy">Radius of 68 % confidence in metres.</param>
internal sealed record PositionReading(double? Lat, double? Lon, double? Accuracy, Datum Datum = Datum.Wgs84)
{
    public bool IsGiven => Lat is not null && Lon is not null;
}

internal enum FenceSays
{
    Inside,

    /// <summary>There is no fence: taken as it is, and no second proof beside another.</summary>
    Open,
    TooFar,
    TooVague,
    NoPlace,
    NoPosition,
}

/// <param name="Metres">Distance from the meeting place, as measured.</param>
/// <param name="AccuracyMetres">As the phone said.</param>
internal sealed record FenceAnswer(FenceSays Says, int? Metres = null, int? AccuracyMetres = null)
{
    public bool IsIn => Says is FenceSays.Inside or FenceSays.Open;
}

/// <summary>
/// Whether a position is near enough. The phone's own doubt is given to the volunteer, but never more of it than the fence is wide:
/// otherwise whoever claims a vague enough position would be everywhere.
/// </summary>
internal static class Fence
{
    /// <param name="place">Where the activity is, WGS-84.</param>
    /// <param name="metres">Radius; 0 without a fence.</param>
    /// <param name="worst">Readings less exact than this prove nothing.</param>
    public static FenceAnswer Check(GeoPoint? place, int metres, int worst, PositionReading reading)
    {
        if (reading is not { Lat: { } lat, Lon: { } lon } || !double.IsFinite(lat) || !double.IsFinite(lon) || !new GeoPoint(lat, lon).IsValid)
        {
            return new(FenceSays.NoPosition);
        }

        if (reading.Accuracy is not { } accuracy || !double.IsFinite(accuracy) || accuracy < 0 || accuracy > worst)
        {
            return new(FenceSays.TooVague);
        }

        int? away = place is { } there ? (int)Math.Round(reading.Datum.Read(lat, lon).MetresTo(there)) : null;
        return (metres, away) switch
        {
            ( <= 0, _) => new(FenceSays.Open, away, (int)accuracy),
            (_, null) => new(FenceSays.NoPlace),
            _ => new(away <= metres + Math.Min(accuracy, metres) ? FenceSays.Inside : FenceSays.TooFar, away, (int)accuracy),
        };
    }
}
