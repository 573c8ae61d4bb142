namespace Weiguang.Tests.Architecture;

/// <summary>A new status says nothing wrong anywhere: every switch over an enum of ours names all of its members, so whoever adds one is led to each.</summary>
public sealed class SwitchTests
{
    private const string Statuses = "public enum Status { Open, Closed, Void }\n[Flags]\npublic enum Ways { None = 0, Card = 1 }\n";

    [Fact]
    public void Every_switch_over_an_enum_names_all_of_its_members()
    {
        var files = SourceTests.Sources().ToDictionary(file => file, File.ReadAllText);
        var switches = new Switches(files.Values);

        Assert.Empty(files.Where(f => f.Value.Contains("switch", StringComparison.Ordinal)).SelectMany(f => switches.Unnamed(f.Value, f.Key.EndsWith(".razor", StringComparison.Ordinal)).Select(missing => $"{Path.GetFileName(f.Key)} leaves {missing}")));
    }

    [Theory]
    [InlineData("x switch { Status.Open => 1, _ => 2 }", "Status: Closed, Void")]
    [InlineData("x switch { Status.Open or Status.Closed => 1, _ when y => 2, Status.Void when z => 3, _ => 4 }", "Status: Void")]
    [InlineData("x switch { Status.Open => 1, Status.Closed or Status.Void or null => 2 }", null)]
    [InlineData("x switch { { State: Status.Open } => 1, _ => 2 }", null)]
    [InlineData("x switch { Status.Open when y => 1, _ => 2 }", null)]
    [InlineData("x switch { Ways.Card => 1, _ => 2 }", null)]
    [InlineData("x switch { DayOfWeek.Monday => 1, _ => 2 }", null)]
    public void A_member_that_nobody_names_is_seen(string expression, string? missing)
    {
        var found = new Switches([Statuses]);

        Assert.Equal(missing, found.Unnamed($"class C {{ int M(Status x) => {expression}; }}", false).SingleOrDefault());
        Assert.Equal(missing, found.Unnamed($"<p>@({expression})</p>", true).SingleOrDefault());
        Assert.Equal(missing, found.Unnamed($"<p></p>\n@code {{\n    int M(Status x) => {expression};\n}}", true).SingleOrDefault());
    }

    [Theory]
    [InlineData("case Status.Open:\nbreak;\ndefault:\nbreak;", "Status: Closed, Void")]
    [InlineData("case Status.Open:\nbreak;\ncase Status.Closed or Status.Void:\nbreak;", null)]
    public void So_it_is_in_statements(string cases, string? missing)
    {
        var found = new Switches([Statuses]);

        Assert.Equal(missing, found.Unnamed($"class C {{ void M(Status x) {{ switch (x) {{ {cases} }} }} }}", false).SingleOrDefault());
        Assert.Equal(missing, found.Unnamed($"@switch (x)\n{{\n    {cases}\n}}", true).SingleOrDefault());
    }
}
