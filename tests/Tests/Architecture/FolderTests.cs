namespace Weiguang.Tests.Architecture;

/// <summary>A folder is one thing that can be taken in at a glance: fifteen files at most.</summary>
public sealed class FolderTests
{
    private const int Most = 15;

    [Fact]
    public void A_folder_has_fifteen_sources_at_most()
    {
        var sizes = SourceTests.Sources().GroupBy(file => Path.GetRelativePath(SourceTests.Root, Path.GetDirectoryName(file)!).Replace('\\', '/')).ToDictionary(g => g.Key, g => g.Count());

        Assert.Empty(sizes.Where(s => s.Value > Most).Select(s => $"{s.Key} has {s.Value} files: {Most} are enough, what is in it twice?"));
    }
}
