using System.Text.RegularExpressions;
using Weiguang.Kernel;
using Weiguang.Regions;
using Weiguang.Tests.Architecture;

namespace Weiguang.Tests.Kernel;

/// <summary>What an office covers is said in one place, for one division and for a query.</summary>
public sealed partial class ViewerTests
{
    [Fact]
    public void A_query_finds_what_the_viewer_covers()
    {
        var county = DivisionCodes.Range(TestPeople.County);
        var (office, nobody) = (new Viewer(), new Viewer());
        office.Become(Guid.CreateVersion7(), county.From, county.To);
        long[] places = [0, 1, county.From - 1, county.From, TestPeople.Village, county.To - 1, county.To, long.MaxValue];

        Assert.Equal([county.From, TestPeople.Village, county.To - 1], places.Where(office.Covers));
        Assert.Equal(places.Where(office.Covers), places.AsQueryable().CoveredBy(office, place => place));
        Assert.DoesNotContain(places, nobody.Covers);
        Assert.Empty(places.AsQueryable().CoveredBy(nobody, place => place));
    }

    [Fact]
    public void A_range_is_covered_as_a_whole()
    {
        var (village, county) = (DivisionCodes.Range(TestPeople.Village), DivisionCodes.Range(TestPeople.County));
        var (small, large) = (new Viewer(), new Viewer());
        small.Become(Guid.CreateVersion7(), village.From, village.To);
        large.Become(Guid.CreateVersion7(), county.From, county.To);

        Assert.True(small.Covers(village) && large.Covers(village) && large.Covers(county));
        Assert.False(small.Covers(county) || new Viewer().Covers(village));
    }

    /// <summary>Rules of visibility stand on the entities and are one expression each.</summary>
    [Fact]
    public void Nobody_compares_by_hand() => Assert.Empty(
        from file in SourceTests.Sources()
        where !file.Contains("/Domain/", StringComparison.Ordinal)
        let source = File.ReadAllText(file)
        where !source.Contains("Viewer, bool>> VisibleTo", StringComparison.Ordinal)
        from Match compared in Compared().Matches(source)
        select $"{Path.GetFileName(file)}: {compared.Value}");

    [GeneratedRegex(@"[<>]=? (?:\w+\.)?_?[vV]iewer\.(?:From|To)\b|[vV]iewer\.(?:From|To) [<>]")]
    private static partial Regex Compared();
}
