using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Time;
using Weiguang.Regions;
using Weiguang.Regions.Divisions;
using Weiguang.Regions.Domain;

namespace Weiguang.Tests.Regions;

/// <summary>Places that the tests of regions speak of.</summary>
internal static class Places
{
    public const long Taonan = 220881000000;
    public const long Najin = 220881103000;
    public const long NajinVillage = 220881103200;
    public const long Gongzhuling = 220184000000;
    public const long Zhenlai = 220821000000;

    /// <summary>The railway station of 洮南.</summary>
    public static readonly GeoPoint Town = new(45.335, 122.787);

    private static readonly Lazy<string> City = new(ReadCity);

    /// <summary>Imports 白城市, what is above it and one place elsewhere, unless divisions are there: 1,200 of 52,693, which would cost each case half a second of a processor.</summary>
    public static async Task ImportCityAsync(this TestApp app)
    {
        using var scope = app.Scope();
        var import = scope.Get<DivisionImport>();
        if (await import.IsNeededAsync())
        {
            var file = Path.Combine(app.DataFolder, "city.tsv");
            await File.WriteAllTextAsync(file, City.Value);
            await import.RunAsync(file);
        }
    }

    /// <summary>Imports all divisions unless they are there, for tests of them.</summary>
    public static async Task ImportAsync(this TestApp app)
    {
        using var scope = app.Scope();
        if (await scope.Get<DivisionImport>().IsNeededAsync())
        {
            await scope.Get<DivisionImport>().RunAsync();
        }
    }

    /// <summary>Imports no more than the places above, for tests that need no country.</summary>
    public static async Task ImportFewAsync(this TestApp app)
    {
        var file = Path.Combine(app.DataFolder, "few.tsv");
        await File.WriteAllTextAsync(file, """
            code	name
            220000000000	吉林省
            220800000000	白城市
            220821000000	镇赉县
            220881000000	洮南市
            220881103000	那金镇
            220881103200	那金村委会
            220881103201	好田村委会
            """);
        using var scope = app.Scope();
        await scope.Get<DivisionImport>().RunAsync(file);
    }

    public static async Task<Guid> StationAsync(
        this TestApp app, string name, StationKind kind, long division, GeoPoint? position = null, string hours = "", bool active = true)
    {
        using var scope = app.Scope();
        var facts = new StationFacts(name, kind, division, "团结路 1 号", position, OpeningHours.Parse(hours)!, "0436-6222222", active);
        var station = Station.Found(facts, app.Clock.Now());
        scope.Db.Add(station);
        await scope.Db.SaveChangesAsync();
        return station.Id;
    }

    private static string ReadCity()
    {
        string[] kept = ["2208", "220000000000", "230000000000", "230100000000", "230102000000", "230102001000"]; // 白城市, and a place in another province.
        using var all = new StreamReader(DivisionFile.BuiltIn());
        var heading = all.ReadLine();
        return string.Join('\n', all.ReadToEnd().Split('\n').Where(line => kept.Any(code => line.StartsWith(code, StringComparison.Ordinal))).Prepend(heading));
    }
}
