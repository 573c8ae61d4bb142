using System.Text.RegularExpressions;

namespace Weiguang.Tests.Architecture;

/// <summary>
/// The parts of a page are made side by side: while one waits for the database the next begins. All ask by the request's one context, which PostgreSQL answers one at a
/// time (on SQLite nothing ever waits, so there it goes well). So a page has one part that asks at most; what several show, the page reads before.
/// </summary>
public sealed partial class SideBySideTests
{
    private static readonly Dictionary<string, string> OneOfThem = new()
    {
        ["EitherLayout"] = "one of the two layouts is shown",
        ["OrderPage"] = "one part asks for who placed the order only, the other for those who may accept it only, and nobody is both",
    };

    [Fact]
    public void No_page_has_two_parts_that_ask_the_database()
    {
        var sources = SourceTests.Sources().Where(f => f.EndsWith(".razor", StringComparison.Ordinal)).DistinctBy(Path.GetFileNameWithoutExtension).ToDictionary(f => Path.GetFileNameWithoutExtension(f), f => Comment().Replace(File.ReadAllText(f), ""));
        var wrong = sources.Keys.Select(name => (Page: name, Parts: Asking(name, sources, []))).Where(p => p.Parts.Count > 1).ToList();

        Assert.Contains(sources, s => Asks().IsMatch(s.Value));
        Assert.Equal([], wrong.Where(p => !OneOfThem.ContainsKey(p.Page)).Select(p => $"{p.Page}: {string.Join(", ", p.Parts)}"));
        Assert.Equal(OneOfThem.Keys.Order(), wrong.Select(p => p.Page).Where(OneOfThem.ContainsKey).Order());
    }

    [Fact]
    public void A_part_within_a_part_counts_and_so_does_the_same_twice()
    {
        var sources = new Dictionary<string, string>
        {
            ["Page"] = "<Inner /><Picker Name=\"a\" /><Picker Name=\"b\" />",
            ["Inner"] = "<p><Asker /></p>",
            ["Asker"] = "@code { protected override async Task OnInitializedAsync() { } }",
            ["Picker"] = "@code { protected override async Task OnParametersSetAsync() => await X(); }",
        };

        Assert.Equal(["Asker", "Picker", "Picker"], Asking("Page", sources, []));
        Assert.Equal(["Asker"], Asking("Inner", sources, []));
    }

    private static List<string> Asking(string name, IReadOnlyDictionary<string, string> sources, string[] around) =>
        [.. from Match tag in Tag().Matches(sources[name].Split("@code {")[0])
            let part = tag.Groups[1].Value
            where part != name && sources.ContainsKey(part) && !around.Contains(part)
            from asking in (string[])[.. Asks().IsMatch(sources[part]) ? new[] { part } : [], .. Asking(part, sources, [.. around, name])]
            select asking];

    [GeneratedRegex(@"<([A-Z]\w+)[\s/>]")]
    private static partial Regex Tag();

    [GeneratedRegex(@"override (async )?Task On(Initialized|ParametersSet)Async\(\)")]
    private static partial Regex Asks();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
