using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Regions.Stations;

/// <summary>Stations for everybody. Coordinates come and go in the datum asked for, <c>datum=wgs84</c> (usual) or <c>gcj02</c>.</summary>
internal static class StationsApi
{
    private const int MostItems = 100;

    public static void MapStations(this IEndpointRouteBuilder routes)
    {
        var stations = routes.MapGroup("/api/v1/stations").WithTags("Stations").AllowAnonymous();
        stations.MapGet("/", ListAsync).WithSummary("Stations near a position (near=lat,lon, metres in distance) or of a division (division=code), nearest or lowest code first");
        stations.MapGet("/{id:guid}", FindAsync).WithSummary("One station");
    }

    private static async Task<Results<Ok<Page<StationItem>>, Problem>> ListAsync(
        StationDirectory stations, RegionDirectory regions, IEnumerable<IAlbum> albums, TimeProvider clock, CancellationToken ct,
        [MaxLength(60)] string? near = null, long? division = null, [MaxLength(LengthDoor.Word)] string? datum = null, string? cursor = null, int take = 20)
    {
        if (Datums.Parse(datum) is not { } edge)
        {
            return Problems.Invalid("datum", Phrase.Of("请写 wgs84 或 gcj02"));
        }

        var size = Math.Clamp(take, 1, MostItems);
        if (near is not null)
        {
            if (ReadPoint(near, edge) is not { } point)
            {
                return Problems.Invalid("near", Phrase.Of("请写成“纬度,经度”，例如 45.335,122.787"));
            }

            var found = await stations.NearAsync(point, size, ct);
            var shown = await PhotosAsync(albums, found.Select(n => n.Station.Id), ct);
            return TypedResults.Ok(new Page<StationItem>([.. found.Select(n => Item(n.Station, edge, clock, n.Metres, shown))], null));
        }

        if (division is null || await regions.FindAsync(division.Value, ct) is not { } region)
        {
            return Problems.Invalid("division", Phrase.Of("请给出 near 或一个存在的区划代码"));
        }

        var page = await stations.ListAsync(region.Code, cursor, size, ct);
        var photos = await PhotosAsync(albums, page.Items.Select(s => s.Id), ct);
        return TypedResults.Ok(page.Select(s => Item(s, edge, clock, null, photos)));
    }

    private static async Task<Results<Ok<StationItem>, Problem>> FindAsync(Guid id, StationDirectory stations, IEnumerable<IAlbum> albums, TimeProvider clock, CancellationToken ct, [MaxLength(LengthDoor.Word)] string? datum = null)
    {
        if (Datums.Parse(datum) is not { } edge)
        {
            return Problems.Invalid("datum", Phrase.Of("请写 wgs84 或 gcj02"));
        }

        return await stations.FindAsync(id, ct) is { } station ? TypedResults.Ok(Item(station, edge, clock, null, await PhotosAsync(albums, [id], ct))) : Problems.NotFound();
    }

    /// <summary>Reads "lat,lon"; null when it is no place on earth.</summary>
    internal static GeoPoint? ReadPoint(string text, Datum datum) =>
        text.Split(',') is [var lat, var lon] && Number(lat) is { } y && Number(lon) is { } x && new GeoPoint(y, x).IsValid ? datum.Read(y, x) : null;

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static Task<IReadOnlyDictionary<Guid, AlbumShot>> PhotosAsync(IEnumerable<IAlbum> albums, IEnumerable<Guid> stations, CancellationToken ct) =>
        albums.Single(a => a.Name == StationAlbum.Kind).TitlesAsync([.. stations], ct);

    private static StationItem Item(StationCard station, Datum datum, TimeProvider clock, double? metres, IReadOnlyDictionary<Guid, AlbumShot> photos)
    {
        var now = clock.Now().ToShanghai();
        var at = station.Position is { } position ? datum.Write(position) : (GeoPoint?)null;
        var place = at is { } p ? new StationPlace(Math.Round(p.Lat, 7), Math.Round(p.Lon, 7), datum.ToString().ToLowerInvariant()) : null;
        return new(station.Id, station.Name, station.Kind.Code(), station.Kind.Name(), station.DivisionCode, station.Address, station.Phone, place, station.Hours.Text,
            station.Hours.IsKnown ? station.Hours.IsOpen(now) : null, station.Hours.OpensAt(now)?.FromShanghai(), station.TakesOrders, photos.GetValueOrDefault(station.Id)?.Address,
            metres is { } m ? Math.Round(m) : null);
    }
}

/// <param name="Kind">Code of the dictionary station_type.</param>
/// <param name="Open">Null when the hours are not known.</param>
/// <param name="Photo">Address of its title picture on this server.</param>
/// <param name="Distance">Metres from the position asked for.</param>
internal sealed record StationItem(
    Guid Id, string Name, string Kind, string KindName, long DivisionCode, string? Address, string? Phone, StationPlace? Position, string Hours,
    bool? Open, DateTime? OpensAt, bool TakesOrders, string? Photo, double? Distance);

/// <param name="Datum">"wgs84" or "gcj02".</param>
internal sealed record StationPlace(double Lat, double Lon, string Datum);
