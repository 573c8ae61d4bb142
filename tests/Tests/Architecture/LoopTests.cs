using System.Text.RegularExpressions;

namespace Weiguang.Tests.Architecture;

/// <summary>
/// What a component shows between its tags, and what a lambda does, happens after the loop has run. The variable of a <c>for</c> is one for all turns and stands behind
/// its last value by then; a <c>foreach</c> (with <c>Index()</c>, or over a range) has its own for each.
/// </summary>
public sealed partial class LoopTests
{
    [Fact]
    public void Nothing_that_is_shown_or_done_later_looks_at_the_variable_of_a_for()
    {
        var wrong = (from file in Directory.EnumerateFiles(SourceFolder(), "*.razor", SearchOption.AllDirectories)
                     where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                     from found in LateLooks(File.ReadAllText(file))
                     select $"{Path.GetFileName(file)}: {found}").ToList();

        Assert.True(wrong.Count == 0, $"Use foreach here: {string.Join("; ", wrong)}");
    }

    [Theory]
    [InlineData("@for (var i = 0; i < n; i++) { <Choice Name=\"w\"><b>@all[i]</b></Choice> }", true)]
    [InlineData("@for (var i = 0; i < n; i++) { var row = all[i]; <Field Name=\"w\"><input autofocus=\"@(i == n - 1)\" /></Field> }", true)]
    [InlineData("@for (int i = 0; i < n; i++) { <form @onsubmit=\"() => TakeAsync(i)\"></form> }", true)]
    [InlineData("@for (var i = 0; i < n; i++) { if (all[i].Any(x => x > 1)) { <p>@i</p> } }", false)]
    [InlineData("@for (var i = 0; i < n; i++) { <Choice Name=\"w\" Chosen=\"@(i == 0)\">@L[\"是\"]</Choice> <Icon Name=\"@all[i]\" /> <p>@i</p> }", false)]
    [InlineData("@for (var i = 0; i < n; i++) { var level = i; <Field Name=\"w\">@level</Field> } <Field>@i</Field>", false)]
    [InlineData("@foreach (var (i, row) in all.Index()) { <Choice Name=\"w\">@all[i]</Choice> }", false)]
    public void A_late_look_at_the_variable_is_seen(string markup, bool seen) => Assert.Equal(seen, LateLooks(markup).Any());

    private static IEnumerable<string> LateLooks(string markup) =>
        from loop in Loop().Matches(markup)
        let variable = new Regex($@"\b{loop.Groups[1].Value}\b")
        let body = Block(markup, loop.Index)
        from late in Content().Matches(body).Select(m => m.Groups["content"].Value).Concat(Lambda().Matches(body).Select(m => m.Value))
        where variable.IsMatch(late)
        select $"{loop.Value} … {ShortOf(late)}";

    /// <summary>From the first brace after the head of the loop to the one that closes it.</summary>
    private static string Block(string markup, int start)
    {
        var open = markup.IndexOf('{', markup.IndexOf(';', start));
        var depth = 0;
        for (var at = open; at < markup.Length; at++)
        {
            depth += markup[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return markup[open..at];
            }
        }

        return markup[open..];
    }

    private static string ShortOf(string text) => text.Trim() is { Length: > 80 } much ? much[..80] : text.Trim();

    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Weiguang.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "src");
    }

    [GeneratedRegex(@"\bfor \((?:var|int) (\w+)")]
    private static partial Regex Loop();

    /// <summary>Between the tags of a component; one that closes itself has nothing there.</summary>
    [GeneratedRegex("""<(?<name>[A-Z]\w*)(?:[^>"/]|/(?!>)|"[^"]*")*>(?<content>.*?)</\k<name>>""", RegexOptions.Singleline)]
    private static partial Regex Content();

    [GeneratedRegex("""(?<=\s@?[oO]n\w+=")[^"]*=>[^"]*""")]
    private static partial Regex Lambda();
}
