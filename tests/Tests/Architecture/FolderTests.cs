namespace Weiguang.Tests.Architecture;

/// <summary>A folder is one thing that can be taken in at a glance: fifteen files at most. Those that are larger stand here with their number, which may only fall.</summary>
public sealed class FolderTests
{
    private const int Most = 15;

    private static readonly Dictionary<string, int> Larger = new()
    {
        ["src/Kernel/Http"] = 29,
        ["src/Kernel/Lists"] = 17,
        ["src/Kernel/Ui"] = 56,
        ["src/Modules/Activities/CheckIn"] = 22,
        ["src/Modules/Activities/CheckIn/Kiosks"] = 16,
        ["src/Modules/Activities/Organising"] = 47,
        ["src/Modules/Activities/Page"] = 17,
        ["src/Modules/Activities/Seats"] = 22,
        ["src/Modules/Hours/Records"] = 16,
        ["src/Modules/Orders"] = 16,
        ["src/Modules/Orders/Journey"] = 18,
        ["src/Modules/People"] = 20,
        ["src/Modules/People/SignIn"] = 16,
        ["src/Modules/Projects/Leading"] = 17,
        ["src/Modules/Recognition/Certificates"] = 20,
        ["src/Modules/Recognition/Stars"] = 18,
        ["src/Modules/Regions"] = 25,
        ["src/Simulation/Gatherings"] = 17,
    };

    [Fact]
    public void A_folder_has_fifteen_sources_at_most()
    {
        var sizes = SourceTests.Sources().GroupBy(file => Path.GetRelativePath(SourceTests.Root, Path.GetDirectoryName(file)!).Replace('\\', '/')).ToDictionary(g => g.Key, g => g.Count());

        Assert.Empty(sizes.Where(s => s.Value > Larger.GetValueOrDefault(s.Key, Most)).Select(s => $"{s.Key} has {s.Value} files: {Larger.GetValueOrDefault(s.Key, Most)} are enough, what is in it twice?"));
        Assert.Empty(Larger.Where(l => sizes.GetValueOrDefault(l.Key) is var now && (now < l.Value || now <= Most)).Select(l => $"{l.Key} has {sizes.GetValueOrDefault(l.Key)} by now: say so here."));
    }
}
