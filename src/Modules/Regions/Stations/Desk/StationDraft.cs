using System.Globalization;
using Weiguang.Regions.Domain;

namespace Weiguang.Regions.Stations.Desk;

/// <summary>A station as somebody types it, in a form or in a row of a file: text, nothing checked yet.</summary>
internal sealed class StationDraft
{
    public string? Name { get; set; }

    /// <summary>Chinese name or dictionary code of the kind.</summary>
    public string? Kind { get; set; }

    /// <summary>Division code, 12 digits or the leading 6 or 9.</summary>
    public string? Division { get; set; }

    public string? Address { get; set; }

    public string? Lat { get; set; }

    public string? Lon { get; set; }

    /// <summary>wgs84 (also when empty) or gcj02.</summary>
    public string? Datum { get; set; }

    public string? Hours { get; set; }

    public string? Phone { get; set; }

    public bool Closed { get; set; }

    public static StationDraft Of(Station station) => new()
    {
        Name = station.Name,
        Kind = station.Kind.Code(),
        Division = station.DivisionCode.ToString(CultureInfo.InvariantCulture),
        Address = station.Address,
        Lat = station.Lat?.ToString("0.#######", CultureInfo.InvariantCulture),
        Lon = station.Lon?.ToString("0.#######", CultureInfo.InvariantCulture),
        Datum = "wgs84",
        Hours = station.Hours,
        Phone = station.Phone,
        Closed = !station.Active,
    };
}
