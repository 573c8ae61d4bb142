using Weiguang.Kernel.Access;
using Weiguang.Kernel.Text;

namespace Weiguang.Regions;

/// <summary>What roles may be allowed to do about stations and places.</summary>
internal static class RegionPermissions
{
    public const string KeepStations = "regions.keep-stations";
    public const string ImportStations = "regions.import-stations";

    public static readonly IReadOnlyList<Permission> All =
    [
        new(KeepStations, Phrase.Of("看本地的站点，新建、修改、停用"), GivenTo.Staff),
        new(ImportStations, Phrase.Of("用表格一次导入很多站点"), GivenTo.Staff),
    ];
}
