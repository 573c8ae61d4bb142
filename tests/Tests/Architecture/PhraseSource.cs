using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Weiguang.Tests.Architecture;

/// <summary>One project's phrases: those its sources use, and those its Text folder translates.</summary>
internal sealed partial record PhraseSource(string Name, HashSet<string> InCode, HashSet<string> Used, Dictionary<string, Dictionary<string, string>> Texts)
{
    public static readonly string[] Languages = ["en", "ru"];

    /// <summary>Every project under src that has or uses phrases.</summary>
    public static IReadOnlyList<PhraseSource> All()
    {
        var folders = Directory.GetFiles(Path.Combine(Root(), "src"), "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!);
        return [.. folders.Order().Select(Read)];
    }

    /// <summary>The literals in L[…] up to the first argument, in Phrase.Of("…"), in [Phrase("…")] and in the ErrorMessage of an attribute; comments do not count.</summary>
    public static IEnumerable<string> In(string source)
    {
        var code = Comment().Replace(source, "");
        foreach (Match start in Lookup().Matches(code))
        {
            foreach (var literal in Literals(code, start.Index + start.Length))
            {
                yield return literal;
            }
        }

        foreach (Match marked in Marked().Matches(code))
        {
            yield return Regex.Unescape(marked.Groups[1].Value);
        }
    }

    private static PhraseSource Read(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/") && !f.Contains("/Migrations/")).ToList();
        var code = files.Where(f => Path.GetExtension(f) is ".cs" or ".razor").SelectMany(f => In(File.ReadAllText(f))).ToHashSet();

        // Names in a dictionary file are phrases too: a page shows them with L[row.Name].
        var used = files.Where(f => Path.GetExtension(f) is ".tsv").SelectMany(File.ReadLines).SelectMany(line => line.Split('\t')).Concat(code).ToHashSet();
        var texts = Languages.ToDictionary(language => language, language => Text(Path.Combine(folder, "Text", $"{language}.json")));
        return new(Path.GetFileName(folder), code, used, texts);
    }

    private static Dictionary<string, string> Text(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))! : [];

    private static IEnumerable<string> Literals(string code, int from)
    {
        var depth = 0;
        for (var i = from; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    var literal = Literal().Match(code, i);
                    if (Chinese().IsMatch(literal.Value))
                    {
                        yield return Regex.Unescape(literal.Groups[1].Value);
                    }

                    i += literal.Length - 1;
                    break;
                case '[' or '(' or '{': depth++; break;
                case ',' when depth == 0: yield break;
                case ']' or ')' or '}' when depth-- == 0: yield break;
            }
        }
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->|/\*.*?\*/|^\s*//.*?$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<![\w.])(?:L|phrases)\[")]
    private static partial Regex Lookup();

    [GeneratedRegex(@"\b(?:Phrase(?:\.Of)?\(|ErrorMessage\s*=)\s*""((?:[^""\\]|\\.)*)""")]
    private static partial Regex Marked();

    [GeneratedRegex(@"\G""((?:[^""\\]|\\.)*)""")]
    private static partial Regex Literal();

    // Letters, and the marks between them: a list is joined in its reader's language.
    [GeneratedRegex(@"[\u4e00-\u9fff\u3001\uff08\uff1a\uff1b]")]
    private static partial Regex Chinese();
}
