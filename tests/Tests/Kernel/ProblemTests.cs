using Weiguang.Kernel.Http;

namespace Weiguang.Tests.Kernel;

public class ProblemTests
{
    [Theory]
    [InlineData("type")]
    [InlineData("title")]
    [InlineData("status")]
    [InlineData("Status")]
    [InlineData("detail")]
    [InlineData("instance")]
    [InlineData("traceId")]
    [InlineData("errors")]
    public void A_fact_cannot_be_called_what_every_problem_has_already(string name) =>
        Assert.Throws<ArgumentException>(() => new Problem(409, "conflict", "x") { Facts = { [name] = 1 } });

    [Fact]
    public void Other_facts_are_told() => Assert.Equal("draft", new Problem(409, "conflict", "x") { Facts = { ["state"] = "draft" } }.Facts["state"]);
}
