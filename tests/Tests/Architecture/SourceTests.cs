using System.Text.RegularExpressions;

namespace Weiguang.Tests.Architecture;

public sealed partial class SourceTests(ITestOutputHelper output)
{
    /// <summary>The house aims at 150 lines a file; nobody need fear the test below 250.</summary>
    private const int Aim = 150;
    private const int Limit = 250;

    internal static readonly string Root = FindRoot();

    [Fact]
    public void Files_are_short()
    {
        var long_ = Sources().Select(file => (File: file, Lines: File.ReadLines(file).Count())).Where(f => f.Lines > Aim).OrderByDescending(f => f.Lines).ToList();
        foreach (var (file, lines) in long_)
        {
            output.WriteLine($"{lines,5}  {Path.GetRelativePath(Root, file)}");
        }

        Assert.Empty(long_.Where(f => f.Lines > Limit).Select(f => $"{Path.GetRelativePath(Root, f.File)}: {f.Lines} lines"));
    }

    [Fact]
    public void Time_comes_from_the_clock()
    {
        var wrong = from file in Sources()
                    from line in File.ReadLines(file)
                    where AmbientTime().IsMatch(line)
                    select $"{Path.GetRelativePath(Root, file)}: {line.Trim()}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Absolute_links_are_made_by_the_public_address_alone()
    {
        string[] gate = ["HostGate.cs", "Origins.cs", "Links.cs"]; // They judge what the request says, or cut it off.
        var wrong = from file in Sources()
                    where !gate.Contains(Path.GetFileName(file))
                    from line in File.ReadLines(file)
                    where RequestsName().IsMatch(line)
                    select $"{Path.GetRelativePath(Root, file)}: {line.Trim()}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Sections_of_settings_are_read_where_they_become_known()
    {
        var wrong = Sources().Where(file => Path.GetFileName(file) != "KnownSettings.cs" && SectionRead().IsMatch(File.ReadAllText(file)));

        Assert.Empty(wrong.Select(file => $"{Path.GetRelativePath(Root, file)}: use AddSettings, or nobody can set them on the command line"));
    }

    [Theory]
    [InlineData("var home = $\"{http.Request.Scheme}://{http.Request.Host}\";")]
    [InlineData("Qr.Svg($\"{Nav.BaseUri}volunteers\")")]
    [InlineData("Nav.ToAbsoluteUri(path)")]
    [InlineData("href=\"@Nav.GetUriWithQueryParameter(name, value)\"")]
    [InlineData("http.Request.GetDisplayUrl()")]
    [InlineData("request.Headers.Host")]
    public void Whatever_takes_the_sites_name_from_a_request_is_seen(string line) => Assert.Matches(RequestsName(), line);

    /// <summary>A list is made anew on POST: a form named by its place in it would act on whoever stands there by then.</summary>
    [Fact]
    public void Forms_are_named_by_what_they_act_on_never_by_their_place_in_a_list()
    {
        var named = (from file in Sources()
                     from match in FormName().Matches(File.ReadAllText(file))
                     select (File: Path.GetRelativePath(Root, file), Name: match.Groups[1].Value)).ToList();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, form => !IsLasting(form.Name));
    }

    /// <summary>A plain word, an id of the thing, a word of its own, or a name that a parent gives, which is held to the same.</summary>
    private static bool IsLasting(string name) => LastingName().IsMatch(name);

    [Theory]
    [InlineData("step", true)]
    [InlineData("@($\"close-{task.OrderId:N}\")", true)]
    [InlineData("@grant.Id.ToString()", true)]
    [InlineData("@Name", true)]
    [InlineData("@($\"to-{i}\")", false)]
    [InlineData("@($\"to-{rank + 1}\")", false)]
    [InlineData("@i.ToString()", false)]
    public void A_forms_name_is_known_for_lasting_or_not(string name, bool lasting) => Assert.Equal(lasting, IsLasting(name));

    /// <summary>Thrown or not, a redirect from there leaves half a tree; a page says who must not stop at it with a <c>SendOnAttribute</c>.</summary>
    [Fact]
    public void No_page_sends_its_reader_on_while_it_is_made()
    {
        var wrong = from file in Pages()
                    from start in Lifecycle().Matches(File.ReadAllText(file)).Select(m => m.Index)
                    let method = Method(File.ReadAllText(file), start)
                    where method.Contains("NavigateTo(", StringComparison.Ordinal) || method.Contains("Response.Redirect(", StringComparison.Ordinal)
                    select $"{Path.GetRelativePath(Root, file)}: {method.Split('\n')[0].Trim()}";

        Assert.Empty(wrong);
        Assert.Contains("NavigateTo(", Method("void OnInitialized()\n    {\n        Nav.NavigateTo(a);\n    }\n\n    void Other() { }\n", 0));
    }

    /// <summary>The renderer fails over an element that is never closed; only a page that shows nothing yet may return.</summary>
    [Fact]
    public void No_page_returns_inside_an_element()
    {
        var wrong = from file in Pages()
                    let markup = File.ReadAllText(file).Split("@code {")[0]
                    from line in markup.Split('\n')
                    where line.Trim() == "return;" && line != "    return;"
                    select $"{Path.GetRelativePath(Root, file)}: {line.Trim()}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_folder_is_named_after_a_layer()
    {
        string[] layers = ["Services", "Helpers", "Managers", "DTOs", "Dtos", "Utils", "Repositories", "Handlers"];
        var wrong = Sources().Select(Path.GetDirectoryName).Distinct().Where(folder => layers.Intersect(folder!.Split('/')).Any());

        Assert.Empty(wrong);
    }

    internal static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
        .Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal) && !file.Contains("/node_modules/", StringComparison.Ordinal));

    private static IEnumerable<string> Pages() => Sources().Where(file => file.EndsWith(".razor", StringComparison.Ordinal));

    /// <summary>From its name to the line that ends it: a brace, or an arrow's semicolon, no deeper than the method itself.</summary>
    private static string Method(string source, int start)
    {
        var text = source[start..];
        var body = text[..text.IndexOf('\n', StringComparison.Ordinal)].Contains("=>", StringComparison.Ordinal) ? text.IndexOf(";\n", StringComparison.Ordinal) : text.IndexOf("\n    }\n", StringComparison.Ordinal);
        return body < 0 ? text : text[..body];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Weiguang.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    /// <summary>A type put together at run time, such as <c>"order-" + word</c>, must be listed by hand.</summary>
    [GeneratedRegex("(?:new Problem\\(\\d+|Problems\\.Conflict\\(|\\bnew\\(\\d{3}),? ?\"([a-z-]+)\"")]
    internal static partial Regex ProblemType();

    [GeneratedRegex("(?:@formname=|\\b(?:DecisionForm|PositionForm) Name=)\"((?:[^\"@]|@\\(\\$\"[^\"]*\"\\)|@[^\"(]+)*)\"")]
    private static partial Regex FormName();

    [GeneratedRegex(@"^([\w-]*|@\(\$""[\w-]*\{[\w.]*Id(:N)?\}""\)|@\w+\.Id(\.ToString\(\))?|@Name|@FormOnce\.ToldHandler|@role\.Word\(\))$")]
    private static partial Regex LastingName();

    [GeneratedRegex(@"\b[Rr]equest\.(Host|Scheme|PathBase)\b|\bhttp\.(Host|Scheme|PathBase)\b|Headers\.Host\b|Get(Display|Encoded)Url|BaseUri|ToAbsoluteUri|LinkGenerator|\b[Nn]av(igation)?\.Uri\b|GetUriWithQueryParameters?\((?!\s*"")")]
    private static partial Regex RequestsName();

    [GeneratedRegex(@"GetSection\([^)]*\)\s*\.(Get<|Bind\()")]
    private static partial Regex SectionRead();

    [GeneratedRegex(@"\b(OnInitialized|OnInitializedAsync|OnParametersSet|OnParametersSetAsync|SetParametersAsync)\(")]
    private static partial Regex Lifecycle();

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\.(Utc)?(Now|Today)\b")]
    private static partial Regex AmbientTime();
}
