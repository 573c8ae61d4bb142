using System.Text.RegularExpressions;

namespace Weiguang.Tests.Architecture;

/// <summary>Minutes enter the ledger through Hours alone: whoever else posts to it has no word for them.</summary>
public sealed partial class MinutesTests
{
    [Fact]
    public void Only_hours_posts_minutes()
    {
        var posting = SourceTests.Sources().Where(f => !f.Contains("Modules/Ledger/", StringComparison.Ordinal)).Select(f => (File: f, Text: File.ReadAllText(f))).Where(f => Posting().IsMatch(f.Text)).ToList();

        Assert.Contains(posting, f => f.File.EndsWith("Hours/IntoLedger/ToLedger.cs", StringComparison.Ordinal));
        Assert.DoesNotContain(posting, f => Minutes().IsMatch(f.Text) && !f.File.Contains("Modules/Hours/IntoLedger/", StringComparison.Ordinal) && !f.File.EndsWith("Cheats/Tricks/Tampering.cs", StringComparison.Ordinal)); // Which mints to be found.
        Assert.All(posting.Where(f => !f.File.Contains("src/Simulation/", StringComparison.Ordinal)), f => Assert.Matches(Unit(), f.Text)); // Which unit it posts is said where it posts, so that the line above sees it.
    }

    [GeneratedRegex(@"new Posting\(|\bPosting \w+\(|\.PostAsync\(\s*\[")]
    private static partial Regex Posting();

    [GeneratedRegex(@"LedgerUnit\.(Honour)?Minutes\b")]
    private static partial Regex Minutes();

    [GeneratedRegex(@"LedgerUnit\.\w+")]
    private static partial Regex Unit();
}
