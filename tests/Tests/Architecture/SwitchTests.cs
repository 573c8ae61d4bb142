namespace Weiguang.Tests.Architecture;

/// <summary>A new status says nothing wrong anywhere: every switch over an enum of ours names all of its members, so whoever adds one is led to each.</summary>
public sealed class SwitchTests
{
    private const string Statuses = "public enum Status { Open, Closed, Void }\n[Flags]\npublic enum Ways { None = 0, Card = 1 }\n";

    /// <summary>What a switch over several things at once leaves to its last arm, and why that is right of whatever member comes. Whoever adds one is led here, since its line changes.</summary>
    private static readonly IReadOnlyDictionary<string, string> Reviewed = new Dictionary<string, string>
    {
        ["Verdicts.cs leaves Solved: Yes, Partly"] = "The rest is told by stars and punctuality.",
        ["AskerSteps.razor leaves Solved: Partly, No"] = "Only a yes contradicts that nobody came.",
        ["RosterTable.razor leaves SignupStatus: Accepted, Waiting, Pending, Cancelled, Passed, Lapsed, Removed, NoShow"] = "A remark beside the status, which stands there in its own words; only a seat that is offered is held until some time.",
        ["MyShift.razor leaves SignupStatus: Accepted, Pending, Cancelled, Passed, Lapsed, Removed, NoShow"] = "Every other status is told in its own words, which are named in full.",
        ["CheckInApi.cs leaves ProofOutcome: In, Out, Seen, AlreadyIn, AlreadyOut, NotSignedUp, NotYet, TooLate, ChangedOver, NotIn, Reused, Replayed, Disputed, TooOften"] = "What is good is told by IsGood, and every refusal in its own words, which are named in full.",
        ["StepShow.cs leaves StepOutcome: Done, Missing, NotNow, Moved, Refused, Invalid"] = "Whose step it is not reads so and nothing else; the others are told by what the answer carries.",
        ["HeldCards.cs leaves ProofEnd: Out, Seen"] = "Only coming is bound to the time of the seats.",
    };

    [Fact]
    public void Every_switch_over_an_enum_names_all_of_its_members()
    {
        var files = SourceTests.Sources().ToDictionary(file => file, File.ReadAllText);
        var switches = new Switches(files.Values);

        var left = files.Where(f => f.Value.Contains("switch", StringComparison.Ordinal))
            .SelectMany(f => switches.Unnamed(f.Value, f.Key.EndsWith(".razor", StringComparison.Ordinal)).Select(missing => $"{Path.GetFileName(f.Key)} leaves {missing}")).ToList();

        Assert.Equal("", string.Join('\n', left.Except(Reviewed.Keys)));
        Assert.Empty(Reviewed.Keys.Except(left));
    }

    [Theory]
    [InlineData("x switch { Status.Open => 1, _ => 2 }", "Status: Closed, Void")]
    [InlineData("x switch { Status.Open or Status.Closed => 1, _ when y => 2, Status.Void when z => 3, _ => 4 }", "Status: Void")]
    [InlineData("x switch { Status.Open => 1, Status.Closed or Status.Void or null => 2 }", null)]
    [InlineData("x switch { { State: Status.Open } => 1, _ => 2 }", "Status: Closed, Void")]
    [InlineData("x switch { { Of.State: Status.Open or Status.Closed } => 1, { Of: { State: Status.Void } } => 3, _ => 2 }", null)]
    [InlineData("x switch { (Status.Open, true) when y => 1, (_, { State: Status.Void }) => 3, _ => 2 }", "Status: Closed")]
    [InlineData("x switch { (not Status.Open, _) => 1, _ => 2 }", null)]
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
    [InlineData("case (Status.Open, _):\nbreak;\ncase { State: Status.Closed }:\nbreak;\ndefault:\nbreak;", "Status: Void")]
    public void So_it_is_in_statements(string cases, string? missing)
    {
        var found = new Switches([Statuses]);

        Assert.Equal(missing, found.Unnamed($"class C {{ void M(Status x) {{ switch (x) {{ {cases} }} }} }}", false).SingleOrDefault());
        Assert.Equal(missing, found.Unnamed($"@switch (x)\n{{\n    {cases}\n}}", true).SingleOrDefault());
    }
}
