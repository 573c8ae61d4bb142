using FsCheck;
using FsCheck.Fluent;
using Weiguang.Activities.Page;
using Weiguang.Tests.Activities.Organising;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Changing;

/// <summary>Whatever somebody writes about their activity, its page is there for everybody else.</summary>
public class NestingTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const int Most = 8000;

    private static readonly string[] Bits =
        ["[", "![", "](y)", "]", "*", "**", "_", "*a ", "_b ", "**c", " d*", " e_", "> ", ">", "- ", "* ", "+ ", "1. ", "12) ", "\n", "\n\n", "\r", "  ", "    ", "\t", "`", "``", "a", "字", "<b>", "<http://a.b>", "# ", "```\n", "[x]: y\n", "\\", "\n- ", "\n> ", "\n  - ", "---", "&amp;"];

    [Fact]
    public void No_nest_of_marks_breaks_the_page()
    {
        var bit = Gen.Elements(Bits);
        var burst = from length in Gen.Choose(1, 3) from unit in Gen.ListOf(bit, length) from times in Gen.Frequency((2, Gen.Choose(1, 100)), (1, Gen.Choose(1, 4000))) select string.Concat(Enumerable.Repeat(string.Concat(unit), times));
        var text = from count in Gen.Choose(1, 6) from bursts in Gen.ListOf(burst, count) select string.Concat(bursts);

        Prop.ForAll(text.Select(t => t.Length > Most ? t[..Most] : t).ToArbitrary(), t => Assert.NotNull(Markdown.ToHtml(t))).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Theory, MemberData(nameof(Deep))]
    public void What_nests_too_deep_is_shown_as_it_was_typed(string text)
    {
        var html = Markdown.ToHtml(text + "<script>");

        Assert.StartsWith("<p class=\"pre\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    public static TheoryData<string> Deep => new(
        new string('[', 130), new string('>', 130), new string('>', Most), string.Concat(Enumerable.Repeat("- ", 64)), string.Concat(Enumerable.Repeat("*a _b ", 64)) + string.Concat(Enumerable.Repeat("c_ d* ", 64)),
        string.Concat(Enumerable.Repeat("1. ", 200)), string.Concat(Enumerable.Repeat("[\n", 200)), string.Concat(Enumerable.Range(0, 70).Select(i => new string(' ', 2 * i) + "- a\n")));

    /// <summary>What people do write: long lists, much in bold, a line of dashes, tasks to tick.</summary>
    [Fact]
    public void A_long_text_as_people_write_it_keeps_its_form()
    {
        var text = string.Concat(Enumerable.Range(1, 60).Select(i => $"- [ ] **第 {i} 件**：带[手套](/stations)\n  - 一双\n\n> 注意安全\n\n{i}. 集合\n\n----------\n\n"));

        Assert.DoesNotContain("class=\"pre\"", Markdown.ToHtml(text), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_page_and_the_plan_are_there_whatever_is_written(string database)
    {
        var app = await apps.On(database);
        var (team, leader, program) = await app.LeaderAsync();
        var id = await program.AddAsync(Draft(team, ("description", new string('[', 130))));
        await (await program.StepAsync(id, "publish")).JsonAsync();

        Assert.Contains("[[[[", (await app.Browser().GetPageAsync($"/activities/{id}", Ct)).QuerySelector("main p.pre")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("[[[[", (await (await app.BrowserOfAsync(leader)).GetPageAsync($"/console/activities/{id}/plan", Ct)).QuerySelector("main .prose")!.TextContent, StringComparison.Ordinal);
    }
}
