using System.Text.RegularExpressions;
using Weiguang.Kernel;

namespace Weiguang.Tests.Architecture;

/// <summary>A statement that stands in two sibling files lies beside the class that runs it: moved without them, the class would find out when it first runs.</summary>
public sealed partial class SiblingSqlTests
{
    [Fact]
    public void Every_statement_is_embedded_beside_its_class_for_both_databases()
    {
        var assemblies = Weiguang.Web.Modules.Assemblies.Append(typeof(IModule).Assembly).Append(typeof(Weiguang.Web.Modules).Assembly).ToList();
        var types = assemblies.SelectMany(a => a.GetTypes()).ToLookup(t => t.Name);
        var asked = SourceTests.Sources().SelectMany(f => Asked().Matches(File.ReadAllText(f))).Select(m => (Type: m.Groups[1].Value, Name: m.Groups[2].Value)).Distinct().ToList();

        Assert.True(asked.Count > 10, $"Only {asked.Count} statements were seen.");
        Assert.Equal([],
            from ask in asked
            from database in (string[])["sqlite", "postgres"]
            where !types[ask.Type].Any(t => t.Assembly.GetManifestResourceNames().Contains($"{t.Namespace}.{ask.Name}.{database}.sql"))
            select $"{ask.Type} has no {ask.Name}.{database}.sql beside it.");
    }

    [GeneratedRegex("""(?:SiblingText|ReadSql|new)\(typeof\((\w+)\), "(\w+)"\)""")]
    private static partial Regex Asked();
}
