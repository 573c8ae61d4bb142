using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weiguang.Tests.Architecture;

/// <summary>What a name promises: a Desk settles a line of callers, a Reader and a page change nothing, Rules need no database.</summary>
public sealed partial class DutyTests
{
    private static readonly string[] Writes =
    [
        "SaveChanges", "SaveChangesAsync", "ExecuteUpdate", "ExecuteUpdateAsync", "ExecuteDelete", "ExecuteDeleteAsync", "ExecuteSql", "ExecuteSqlAsync", "ExecuteSqlRaw", "ExecuteSqlRawAsync",
        "BeginWorkAsync", "LockAsync",
    ];

    private static readonly string[] WritesOfContext = ["Add", "AddRange", "Update", "UpdateRange", "Remove", "RemoveRange", "Attach", "AttachRange"];

    [Fact]
    public void What_is_called_a_desk_settles_those_who_ask_in_a_line() =>
        Assert.Equal(["Desk"], Types("Desk").Where(t => !Calls(t).Any(c => c.Name == "AddDesk")).Select(t => t.Identifier.Text).Distinct());

    [Fact]
    public void So_is_whatever_code_calls_a_desk() => Assert.Empty(
        from file in SourceTests.Sources()
        where !file.Contains("/Simulation/", StringComparison.Ordinal) // There a desk is an office with its people.
        let source = File.ReadAllText(file)
        from name in file.EndsWith(".razor", StringComparison.Ordinal) ? Injected().Matches(source).Select(m => m.Value) : DesksByName(source)
        select $"{Path.GetFileName(file)}: {name}");

    [Theory]
    [InlineData("class A(RosterSteps desk) { }", "RosterSteps desk")]
    [InlineData("class A(Desk<SeatRequest, SeatAnswer> desk) { }", null)]
    [InlineData("class A { Task M(Guid id, SeatBook desk) => desk.M(id); }", "SeatBook desk")]
    [InlineData("class A { Task M(long desk) => x; }", null)]
    public void Names_are_seen(string source, string? name) => Assert.Equal(name, DesksByName(source).SingleOrDefault());

    [Fact]
    public void A_reader_writes_nothing() => Assert.Empty(Types("Reader").Where(WritesSomething).Select(t => t.Identifier.Text));

    [Fact]
    public void Rules_need_no_database() =>
        Assert.Empty(Types("Rules").Where(t => t.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.Text == "AppDbContext") && !IsSetUp(t)).Select(t => t.Identifier.Text));

    /// <summary>What a region may set differently is called its settings.</summary>
    [Fact]
    public void Rules_decide_and_are_not_set() =>
        Assert.Empty(Types("Rules").Where(t => t.Members.OfType<PropertyDeclarationSyntax>().Any(p => p.Initializer is not null && p.AccessorList?.Accessors.Any(a => a.Keyword.Text == "set") == true)).Select(t => t.Identifier.Text));

    [Fact]
    public void Pages_never_save() => Assert.Empty(
        from file in SourceTests.Sources().Where(f => f.EndsWith(".razor", StringComparison.Ordinal))
        let source = File.ReadAllText(file)
        from line in source.Split('\n')
        where Array.Exists(Writes, write => line.Contains($".{write}(", StringComparison.Ordinal)) || Array.Exists(WritesOfContext, write => line.Contains($" Db.{write}(", StringComparison.Ordinal))
        select $"{Path.GetFileName(file)}: {line.Trim()}");

    [Theory]
    [InlineData("class AReader(AppDbContext db) { void M() => db.Add(x); }", true)]
    [InlineData("class AReader(AppDbContext db) { Task M() => db.Set<X>().Where(x => x.Old).ExecuteDeleteAsync(); }", true)]
    [InlineData("class AReader(AppDbContext db) { void M() => db.Set<X>().AddRange(x); }", true)]
    [InlineData("class AReader(AppDbContext db) { void M() { var mine = new HashSet<int>(); mine.Add(1); } }", false)]
    public void Writing_is_seen(string source, bool writes) => Assert.Equal(writes, WritesSomething(CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().Single()));

    /// <summary>Parameters called a desk that are services of ours, and no line.</summary>
    private static IEnumerable<string> DesksByName(string source) => !source.Contains(" desk", StringComparison.Ordinal) ? [] : CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<ParameterSyntax>()
        .Where(p => p.Identifier.Text == "desk" && p.Type is IdentifierNameSyntax).Select(p => $"{p.Type} desk");

    private static IEnumerable<TypeDeclarationSyntax> Types(string ending) => SourceTests.Sources().Where(f => f.EndsWith(".cs", StringComparison.Ordinal))
        .Select(File.ReadAllText).Where(source => source.Contains(ending, StringComparison.Ordinal))
        .SelectMany(source => CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
        .Where(t => t.Identifier.Text.EndsWith(ending, StringComparison.Ordinal));

    private static bool WritesSomething(TypeDeclarationSyntax type) => Calls(type).Any(c =>
        Writes.Contains(c.Name) || (WritesOfContext.Contains(c.Name) && (c.On is "db" or "Db" or "_db" || c.On.Contains(".Set<", StringComparison.Ordinal))));

    /// <summary>An extension for setting up services names what it registers.</summary>
    private static bool IsSetUp(TypeDeclarationSyntax type) => type.ToString().Contains("this IServiceCollection", StringComparison.Ordinal);

    private static IEnumerable<(string On, string Name)> Calls(TypeDeclarationSyntax type) => type.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Select(call => call.Expression).OfType<MemberAccessExpressionSyntax>().Select(m => (m.Expression.ToString(), m.Name.Identifier.Text));

    [GeneratedRegex(@"@inject (?!Desk<)\S+ Desk\b")]
    private static partial Regex Injected();
}
