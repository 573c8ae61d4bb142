namespace Weiguang.Simulation.Regions;

/// <summary>Telephone area codes of the three provinces' cities. A local number never begins with 0, so 0436-00… reaches nobody.</summary>
internal static class AreaCodes
{
    private static readonly Dictionary<long, string> ByCity = new()
    {
        [2201] = "0431",
        [2202] = "0432",
        [2203] = "0434",
        [2204] = "0437",
        [2205] = "0435",
        [2206] = "0439",
        [2207] = "0438",
        [2208] = "0436",
        [2224] = "0433",
        [2301] = "0451",
        [2302] = "0452",
        [2303] = "0467",
        [2304] = "0468",
        [2305] = "0469",
        [2306] = "0459",
        [2307] = "0458",
        [2308] = "0454",
        [2309] = "0464",
        [2310] = "0453",
        [2311] = "0456",
        [2312] = "0455",
        [2327] = "0457",
        [3601] = "0791",
        [3602] = "0798",
        [3603] = "0799",
        [3604] = "0792",
        [3605] = "0790",
        [3606] = "0701",
        [3607] = "0797",
        [3608] = "0796",
        [3609] = "0795",
        [3610] = "0794",
        [3611] = "0793",
    };

    public static string Phone(long division, int number) => $"{ByCity.GetValueOrDefault(division / 100_000_000, "0000")}-00{number:00000}";
}
