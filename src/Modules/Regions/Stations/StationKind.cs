using Weiguang.Kernel.Text;

namespace Weiguang.Regions;

/// <summary>The 22 kinds of station (阵地), from the county's centre to a single post.</summary>
public enum StationKind
{
    Centre, Office, Station, Point, FamilyStation, ServiceStation, ServicePoint, ServicePost, Waystation, LeiFengPost, CaringMothers,
    CharityHut, ScienceYard, PartyCentre, SocialWorkStation, Hub, Incubator, TrainingBase, PracticeBase, Studio, Canteen, MediaCentre,
}

public static class StationKinds
{
    /// <summary>Kinds with a desk that takes orders, the most competent first when several stand in one division.</summary>
    internal static readonly StationKind[] WithDesk =
    [
        StationKind.Centre, StationKind.Office, StationKind.Station, StationKind.Hub, StationKind.SocialWorkStation, StationKind.ServiceStation,
        StationKind.PartyCentre, StationKind.Point,
    ];

    /// <summary>The Chinese name, a phrase to translate.</summary>
    public static string Name(this StationKind kind) => kind switch
    {
        StationKind.Centre => Phrase.Of("新时代文明实践中心"),
        StationKind.Office => Phrase.Of("新时代文明实践所"),
        StationKind.Station => Phrase.Of("新时代文明实践站"),
        StationKind.Point => Phrase.Of("新时代文明实践点"),
        StationKind.FamilyStation => Phrase.Of("新时代文明实践家庭站"),
        StationKind.ServiceStation => Phrase.Of("志愿服务站"),
        StationKind.ServicePoint => Phrase.Of("志愿服务点"),
        StationKind.ServicePost => Phrase.Of("志愿服务岗"),
        StationKind.Waystation => Phrase.Of("志愿服务驿站"),
        StationKind.LeiFengPost => Phrase.Of("雷锋岗"),
        StationKind.CaringMothers => Phrase.Of("爱心妈妈驿站"),
        StationKind.CharityHut => Phrase.Of("农村爱心扶贫小屋"),
        StationKind.ScienceYard => Phrase.Of("科技小院"),
        StationKind.PartyCentre => Phrase.Of("党群服务中心"),
        StationKind.SocialWorkStation => Phrase.Of("社会工作服务站"),
        StationKind.Hub => Phrase.Of("志愿服务枢纽中心"),
        StationKind.Incubator => Phrase.Of("志愿服务孵化基地"),
        StationKind.TrainingBase => Phrase.Of("志愿服务培训基地"),
        StationKind.PracticeBase => Phrase.Of("实习实践基地"),
        StationKind.Studio => Phrase.Of("特色工作室"),
        StationKind.Canteen => Phrase.Of("幸福食堂"),
        StationKind.MediaCentre => Phrase.Of("融媒体中心"),
    };

    /// <summary>The code of the dictionary station_type, as used in exchange files.</summary>
    public static string Code(this StationKind kind) => kind switch
    {
        StationKind.Centre => "ZX",
        StationKind.Office => "SUO",
        StationKind.Station => "ZHAN",
        StationKind.Point => "DIAN",
        StationKind.FamilyStation => "JTZ",
        StationKind.ServiceStation => "FWZ",
        StationKind.ServicePoint => "FWD",
        StationKind.ServicePost => "FWG",
        StationKind.Waystation => "YZ",
        StationKind.LeiFengPost => "LFG",
        StationKind.CaringMothers => "AXMM",
        StationKind.CharityHut => "FPXW",
        StationKind.ScienceYard => "KJXY",
        StationKind.PartyCentre => "DQ",
        StationKind.SocialWorkStation => "SGZ",
        StationKind.Hub => "SN",
        StationKind.Incubator => "FH",
        StationKind.TrainingBase => "PX",
        StationKind.PracticeBase => "SX",
        StationKind.Studio => "GZS",
        StationKind.Canteen => "XSST",
        StationKind.MediaCentre => "RMT",
    };

    /// <summary>The kind of a dictionary code or a Chinese name; null when it is neither.</summary>
    public static StationKind? Parse(string text) => Enum.GetValues<StationKind>().Select(k => (StationKind?)k)
        .FirstOrDefault(k => k!.Value.Name() == text || string.Equals(k.Value.Code(), text, StringComparison.OrdinalIgnoreCase));
}
