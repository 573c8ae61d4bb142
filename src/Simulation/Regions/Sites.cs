using Weiguang.Kernel.Geo;
using Weiguang.Regions;
using Weiguang.Regions.Domain;

namespace Weiguang.Simulation.Regions;

/// <summary>Puts up stations: name, place, hours and the station's own phone.</summary>
internal sealed class Sites(Landscape land, DateTime since, Chance chance)
{
    private static readonly OpeningHours Office = OpeningHours.Parse("周一至周五 08:30-11:30,13:00-17:00；节假日 休息")!;
    private static readonly OpeningHours Village = OpeningHours.Parse("周一至周六 08:00-11:30,13:30-16:30；节假日 休息")!;
    private static readonly OpeningHours Daily = OpeningHours.Parse("每天 08:30-17:30")!;
    private static readonly OpeningHours Meals = OpeningHours.Parse("每天 06:30-08:00,11:00-12:30")!;
    private static readonly OpeningHours AllDay = OpeningHours.Parse("每天 全天")!;
    private int _phones;

    public Station Centre() => At(StationKind.Centre, $"{land.Name}新时代文明实践中心", land.Code, Beside(land.Seat, 200), "市民广场北侧，文化中心一楼", Office);

    public Station TownshipOffice(Township township) => At(
        StationKind.Office, $"{township.Name}新时代文明实践所", township.Code, Beside(township.Point, 60), $"{township.Name}{(township.IsUrban ? "办事处一楼大厅" : "政府院内东侧平房")}", Office);

    public Station VillageStation(Township township, Settlement home) => At(
        StationKind.Station, $"{township.Name}{home.Name}新时代文明实践站", home.Code, Beside(home.Point, 40), home.Name.EndsWith('村') ? $"{home.Name}村部" : $"{home.Name}党群服务中心一楼", Village);

    /// <summary>Where people sit, eat, are helped on the way: no desks, but on the map.</summary>
    public IEnumerable<Station> Others()
    {
        foreach (var (kind, place, hours) in Town)
        {
            var street = land.Townships.FirstOrDefault(t => t.IsUrban) ?? land.Townships[0];
            yield return At(kind, $"{land.Name}{place}{Short(kind)}", chance.Pick(street.Settlements).Code, Beside(land.Seat, 900), $"{land.Name}{(place.Length > 0 ? place : "文化中心")}", hours);
        }

        foreach (var township in land.Townships)
        {
            foreach (var (kind, share, hours) in Country)
            {
                foreach (var home in township.Settlements.Where(_ => chance.Happens(share)))
                {
                    yield return At(kind, $"{township.Name}{home.Name}{Short(kind)}", home.Code, Beside(home.Point, 150), $"{home.Name}{(home.Name.EndsWith('村') ? "文化广场旁" : "小区广场旁")}", hours);
                }
            }
        }
    }

    private static readonly (StationKind Kind, string Place, OpeningHours Hours)[] Town =
    [
        (StationKind.Waystation, "客运站", Daily), (StationKind.Waystation, "人民医院", Daily), (StationKind.Waystation, "图书馆", Daily), (StationKind.Waystation, "火车站", AllDay),
        (StationKind.LeiFengPost, "政务服务大厅", Office), (StationKind.LeiFengPost, "供电营业厅", Office), (StationKind.LeiFengPost, "邮政支局", Office),
        (StationKind.LeiFengPost, "中医院", Daily), (StationKind.LeiFengPost, "百货大楼", Daily), (StationKind.ServicePoint, "博物馆", Daily),
        (StationKind.Incubator, "青年创业园", Office), (StationKind.MediaCentre, "", Office), (StationKind.PartyCentre, "", Office), (StationKind.Studio, "“好人”", Office),
    ];

    private static readonly (StationKind Kind, double Share, OpeningHours Hours)[] Country =
    [
        (StationKind.Canteen, 0.12, Meals), (StationKind.CharityHut, 0.07, Village), (StationKind.CaringMothers, 0.05, Daily),
        (StationKind.FamilyStation, 0.06, Daily), (StationKind.ScienceYard, 0.012, Daily),
    ];

    private Station At(StationKind kind, string name, long division, GeoPoint point, string address, OpeningHours hours) =>
        Station.Found(new(name, kind, division, address, point, hours, AreaCodes.Phone(land.Code, ++_phones)), since, chance.Id(since));

    private GeoPoint Beside(GeoPoint point, double metres)
    {
        var moved = Outline.Move(point, chance.Normal(0, metres), chance.Normal(0, metres));
        return new GeoPoint(Math.Round(moved.Lat, 6), Math.Round(moved.Lon, 6));
    }

    private static readonly Dictionary<StationKind, string> Shorter = new()
    {
        [StationKind.FamilyStation] = "文明实践家庭站",
        [StationKind.CharityHut] = "爱心小屋",
        [StationKind.Studio] = "工作室",
    };

    private static string Short(StationKind kind) => Shorter.GetValueOrDefault(kind) ?? kind.Name();
}
