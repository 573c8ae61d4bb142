using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weiguang.Tests.Architecture;

/// <summary>Reads the switches of the sources without compiling them: an enum is known by its name, so two of one name are held to the one whose members are used.</summary>
internal sealed partial class Switches
{
    private readonly ILookup<string, HashSet<string>> _enums;

    public Switches(IEnumerable<string> sources) => _enums = sources
        .SelectMany(source => Declared().Matches(source)).Select(match => Parse(match.Value))
        .Where(e => !e.AttributeLists.ToString().Contains("Flags", StringComparison.Ordinal))
        .ToLookup(e => e.Identifier.Text, e => e.Members.Select(m => m.Identifier.Text).ToHashSet());

    /// <summary>Each switch that names a member of an enum and leaves others to whatever comes: "OrderStatus: Void".</summary>
    public IEnumerable<string> Unnamed(string source, bool isPage)
    {
        foreach (var root in isPage ? Parts(source) : [CSharpSyntaxTree.ParseText(source).GetRoot()])
        {
            foreach (var node in root.DescendantNodesAndSelf())
            {
                var missing = node switch
                {
                    SwitchExpressionSyntax s => Missing([.. s.Arms.Select(a => ((PatternSyntax?)a.Pattern, a.WhenClause is null))]),
                    SwitchStatementSyntax s => Missing([.. s.Sections.SelectMany(x => x.Labels).Select(Label)]),
                    _ => [],
                };

                foreach (var left in missing)
                {
                    yield return left;
                }
            }
        }
    }

    private static (PatternSyntax? Pattern, bool IsPlain) Label(SwitchLabelSyntax label) => label switch
    {
        CasePatternSwitchLabelSyntax pattern => (pattern.Pattern, pattern.WhenClause is null),
        CaseSwitchLabelSyntax plain => (SyntaxFactory.ConstantPattern(plain.Value), true),
        _ => (null, false),
    };

    /// <summary>What the switch itself is over is one enum, and only an arm without further condition names its member; inside tuples and properties several may stand, each with the conditions beside it.</summary>
    private IEnumerable<string> Missing(List<(PatternSyntax? Pattern, bool IsPlain)> arms)
    {
        var whole = arms.Where(a => a.IsPlain).SelectMany(a => Members(a.Pattern)).GroupBy(n => n.Enum).ToList();
        var inside = arms.SelectMany(a => Inside(a.Pattern)).GroupBy(n => n.Enum);
        return (whole.Count == 1 ? whole : []).Concat(inside).Select(named => Missing(named.Key, [.. named.Select(n => n.Member)])).OfType<string>();
    }

    private string? Missing(string name, List<string> named)
    {
        var missing = _enums[name].FirstOrDefault(members => named.TrueForAll(members.Contains))?.Except(named).ToList() ?? [];
        return missing.Count == 0 ? null : $"{name}: {string.Join(", ", missing)}";
    }

    private IEnumerable<(string Enum, string Member)> Members(PatternSyntax? pattern) => pattern switch
    {
        ParenthesizedPatternSyntax p => Members(p.Pattern),
        BinaryPatternSyntax p when p.IsKind(SyntaxKind.OrPattern) => [.. Members(p.Left), .. Members(p.Right)],
        ConstantPatternSyntax { Expression: MemberAccessExpressionSyntax access } when _enums.Contains(Last(access.Expression)) => [(Last(access.Expression), access.Name.Identifier.Text)],
        _ => [],
    };

    /// <summary>Members in the places of a tuple and in properties.</summary>
    private IEnumerable<(string Enum, string Member)> Inside(PatternSyntax? pattern) => pattern switch
    {
        ParenthesizedPatternSyntax p => Inside(p.Pattern),
        BinaryPatternSyntax p => [.. Inside(p.Left), .. Inside(p.Right)],
        RecursivePatternSyntax p => ((IEnumerable<SubpatternSyntax>)[.. p.PositionalPatternClause?.Subpatterns ?? default, .. p.PropertyPatternClause?.Subpatterns ?? default])
            .SelectMany(part => Members(part.Pattern).Concat(Inside(part.Pattern))),
        _ => [],
    };

    private static string Last(ExpressionSyntax type) => type is MemberAccessExpressionSyntax access ? access.Name.Identifier.Text : type.ToString();

    private static EnumDeclarationSyntax Parse(string declaration) => CSharpSyntaxTree.ParseText(declaration).GetRoot().DescendantNodes().OfType<EnumDeclarationSyntax>().Single();

    /// <summary>A page's code, and each switch of its markup by itself.</summary>
    private static IEnumerable<SyntaxNode> Parts(string page)
    {
        var code = page.IndexOf("@code {", StringComparison.Ordinal);
        var markup = code < 0 ? page : page[..code];
        foreach (Match start in Written().Matches(markup))
        {
            var body = Block(markup, start.Index + start.Length - 1);
            yield return start.Groups["statement"].Success
                ? SyntaxFactory.ParseStatement($"switch (x) {{ {string.Concat(Cases().Matches(body).Select(m => $"{m.Value} break;\n"))} }}")
                : SyntaxFactory.ParseExpression($"x switch {body}");
        }

        if (code >= 0)
        {
            yield return CSharpSyntaxTree.ParseText($"class Page {page[(code + "@code ".Length)..]}").GetRoot();
        }
    }

    private static string Block(string text, int from)
    {
        var depth = 0;
        for (var i = from; i < text.Length; i++)
        {
            depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return text[from..(i + 1)];
            }
        }

        return text[from..];
    }

    [GeneratedRegex(@"(?:\[Flags\]\s*)?(?:(?:public|internal|private)\s+)enum\s+\w+[^{;]*\{[^}]*\}")]
    private static partial Regex Declared();

    [GeneratedRegex(@"(?<statement>@switch\s*\([^\n]*\)\s*\{)|\bswitch\s*\{")]
    private static partial Regex Written();

    [GeneratedRegex(@"^\s*(case (?:\{(?:[^{}\n]|\{[^{}\n]*\})*\}|[^:{}\n])+|default):", RegexOptions.Multiline)]
    private static partial Regex Cases();
}
