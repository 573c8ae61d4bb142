using System.Collections.Concurrent;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Photos;
using Weiguang.Orders.Domain;
using Weiguang.Regions;
using Weiguang.Regions.Domain;
using Weiguang.Simulation.Activities;
using Weiguang.Simulation.Orders;
using Weiguang.Simulation.Regions;
using Weiguang.Teams.Domain;

namespace Weiguang.Simulation.Photos;

/// <summary>Pictures of the county's teams, stations and activities, and a few of thanks: enough that a newcomer sees lists with and without, each drawn once and shown in several places.</summary>
internal sealed class Albums(World world, Chance chance)
{
    private const int MostStations = 10;
    private const int MostTeams = 14;
    private const int Soon = 18;
    private const int Lately = 8;
    private const int MostThanks = 6;
    private const int Drawings = 4;

    private static readonly ConcurrentDictionary<(Sight, int), (PhotoFile File, byte[] Small)> Drawn = new();

    public IEnumerable<object> Rows(IReadOnlyList<Gathering> gatherings, IReadOnlyList<Case> cases) => [.. Stations(), .. Teams(), .. Activities(gatherings), .. Thanks(cases)];

    private IEnumerable<object> Stations() => world.Offices.Values.OrderBy(o => o.Station.DivisionCode).Take(MostStations).Append(world.Players.Desk).Distinct()
        .SelectMany(office => Photos<StationPhoto>(office.Station.Id, office.Keeper.Id, world.Start, (Sight.Hall, "站点的大门"), (Sight.Room, "屋里可以坐坐，喝口热水")));

    private IEnumerable<object> Teams() => world.Bands.Take(MostTeams).Append(world.Players.Team).DistinctBy(b => b.Team.Id)
        .SelectMany(band => Photos<TeamPhoto>(band.Team.Id, band.Leader.Id, band.Team.CreatedAt.AddDays(1), (SightOf(band.Team.Categories[0]), "队员们一起出门"), (Sight.Village, "在村里帮忙")));

    private IEnumerable<object> Activities(IReadOnlyList<Gathering> gatherings)
    {
        var shown = gatherings.Select(g => g.Activity).Where(a => a.PublishedAt is not null && a.Status != ActivityStatus.Cancelled && a.Risk == Risk.Low).ToList();
        var ahead = shown.Where(a => a.EndsAt > world.Now).OrderBy(a => a.StartsAt).Take(Soon).SelectMany(a => Photos<ActivityPhoto>(a.Id, a.LeadId, a.PublishedAt!.Value, (SightOf(a.Category), "上一回大家一起干活")));
        var over = shown.Where(a => a.EndsAt <= world.Now).OrderByDescending(a => a.EndsAt).Take(Lately)
            .SelectMany(a => Photos<ActivityPhoto>(a.Id, a.LeadId, a.EndsAt, (SightOf(a.Category), "当天大家一起干活"), (Sight.Village, "收工以后")));
        return ahead.Concat(over);
    }

    private IEnumerable<object> Thanks(IReadOnlyList<Case> cases) => cases.Where(c => c.Order is { Status: OrderStatus.Rated or OrderStatus.Rewarded, Rating: { Came: true, IsBad: false } })
        .OrderByDescending(c => c.Order.AskerId == world.Players.Resident.Id).ThenByDescending(c => c.Order.StatusAt).Take(MostThanks)
        .SelectMany((c, i) => Photos<ThanksPhoto>(c.Order.Id, c.Order.AskerId, c.Order.Rating!.At, isShown: i % 3 != 2, (i % 2 == 0 ? Sight.Room : Sight.Village, "事情办好了，谢谢")));

    private IEnumerable<T> Photos<T>(Guid owner, Guid by, DateTime at, params (Sight Sight, string Words)[] shots) where T : AlbumPhoto, new() => Photos<T>(owner, by, at, isShown: true, shots);

    private IEnumerable<T> Photos<T>(Guid owner, Guid by, DateTime at, bool isShown, params (Sight Sight, string Words)[] shots) where T : AlbumPhoto, new() => shots.Select((shot, i) =>
    {
        var (file, small) = Drawn.GetOrAdd((shot.Sight, chance.Below(Drawings)), Draw);
        return AlbumPhoto.Of<T>(owner, chance.Id(at), i + 1, file, small, new(shot.Words, HasPeople: false), by, at, isShown);
    });

    private static (PhotoFile, byte[]) Draw((Sight Sight, int Number) which)
    {
        var file = DrawnScene.Draw(which.Sight, Chance.Of(SimulationPlan.Small).Branch($"{which.Sight}{which.Number}"));
        return (file, SmallPhoto.Of(file.Bytes));
    }

    /// <summary>By the national service categories.</summary>
    private static Sight SightOf(string category) => category switch
    {
        "0006" or "0016" => Sight.River,
        "0003" or "0005" or "0007" or "0008" => Sight.Room,
        "0004" or "0010" or "0012" => Sight.Town,
        "0001" or "0009" or "0011" => Sight.Snow,
        _ => Sight.Village,
    };
}
