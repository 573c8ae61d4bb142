using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Kernel.Geo;
using Weiguang.Regions;
using Weiguang.Teams;

namespace Weiguang.Activities.Organising.Form;

/// <summary>Somewhere people meet, as the form says it.</summary>
/// <param name="Position">Null where nobody has measured it.</param>
internal sealed record Spot(string Words, long Division, GeoPoint? Position);

/// <summary>What an organiser usually does and where, as a new activity begins.</summary>
/// <param name="Spots">The likeliest first.</param>
/// <param name="Category">A code of the national service categories.</param>
/// <param name="Division">Of the likeliest spot; null without one.</param>
internal sealed record Habits(IReadOnlyList<Spot> Spots, string Category, long? Division)
{
    /// <summary>What they held or planned last, each name once.</summary>
    public IReadOnlyList<Held> Lately { get; init; } = [];

    /// <summary>The place of a known spot. It follows the words: where others are written, nobody is led to where one met before.</summary>
    public GeoPoint? PositionOf(string? words, long? division) => Spots.FirstOrDefault(s => s.Words == words?.Trim() && s.Division == division)?.Position;
}

/// <summary>Learns the habits of an organiser from what it did lately and from its station.</summary>
internal sealed class HabitReader(AppDbContext db, StationDirectory stations, TeamDirectory teams)
{
    private const int Lately = 20;
    private const int MostSpots = 6;
    private const int MostHeld = 6;
    private const int LongestPlace = 100;
    private const string CommunityService = "0001";

    public async Task<Habits> OfAsync(Organiser? organiser, CancellationToken ct)
    {
        if (organiser is null)
        {
            return new([], CommunityService, null);
        }

        var (team, name) = (organiser.TeamId, organiser.Name);
        var mine = db.Set<Activity>().RunBy(db.Viewer).AsNoTracking().Where(a => a.Place != "" && (team != null ? a.TeamId == team : a.TeamId == null && a.Organiser == name));
        var lately = await mine.OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id).Take(Lately).Select(a => new { a.Id, a.Title, a.StartsAt, a.Place, a.DivisionCode, a.Lat, a.Lon, a.Category }).ToListAsync(ct);
        var met = lately.Select(a => new Spot(a.Place, a.DivisionCode, a.Lat is { } lat && a.Lon is { } lon ? new GeoPoint(lat, lon) : null)).ToList();
        var station = organiser.StationId is { } own ? await stations.FindAsync(own, ct) : await stations.ServingAsync(organiser.Home, ct);
        var home = station is null ? [] : new[] { new Spot(Words(station), organiser.Home, station.Position) };
        var spots = (organiser.StationId is null ? met.Concat(home) : home.Concat(met)).DistinctBy(s => (s.Words, s.Division)).Take(MostSpots).ToList();
        var category = lately is [var last, ..] ? last.Category : team is { } id ? (await teams.FindAsync(id, ct))?.Categories.FirstOrDefault() : null;
        return new(spots, category ?? CommunityService, spots is [var likeliest, ..] ? likeliest.Division : null) { Lately = [.. lately.DistinctBy(a => a.Title).Take(MostHeld).Select(a => new Held(a.Id, a.Title, a.StartsAt))] };
    }

    private static string Words(StationCard station)
    {
        var words = string.IsNullOrWhiteSpace(station.Address) ? station.Name : $"{station.Name}（{station.Address}）";
        return words.Length <= LongestPlace ? words : station.Name;
    }
}
