using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Weiguang.Kernel.Text;

namespace Weiguang.Tests.Kernel;

public class CleanTextTests
{
    [Theory]
    [InlineData("王\0秀英", "王秀英")]
    [InlineData("赵\uFFFE小满\uFFFF", "赵小满")]
    [InlineData("\u202D13800138111\u202C", "13800138111")]
    [InlineData("\u206813800138111\u2069", "13800138111")]
    [InlineData("王\u200B五", "王五")]
    [InlineData("\u200B\u3164\u2800 ", "")]
    [InlineData("   ", "")]
    [InlineData("一行\r\n二行\r三行", "一行\n二行\n三行")]
    [InlineData("e\u0301", "é")]
    [InlineData("𠮷野", "𠮷野")]
    [InlineData("👨\u200D👩\u200D👧", "👨\u200D👩\u200D👧")]
    [InlineData("", "")]
    [InlineData("１２", "12")]
    [InlineData("１４：００", "14:00")]
    [InlineData("2026－０9－0１", "2026-09-01")]
    [InlineData("１号楼", "１号楼")]
    public void Text_is_cleaned(string typed, string kept) => Assert.Equal(kept, CleanText.Of(typed));

    /// <summary>A million marks take as long as a million letters, give or take; without the limit they took minutes.</summary>
    [Fact]
    public void No_row_of_marks_makes_composing_slow()
    {
        var once = CleanText.Of("a" + string.Concat(Enumerable.Repeat("\u0301\u0316", 500_000)));
        Assert.InRange(once.Length, 2, 40);
    }

    [Fact]
    public void Half_of_a_pair_is_dropped() => Assert.Equal("王", CleanText.Of("\uD800王\uDC00")); // A theory's data would not carry it.

    [Fact]
    public void Cleaning_twice_changes_nothing_more() => Check.QuickThrowOnFailure(Prop.ForAll<string>(any =>
    {
        var once = CleanText.Of(any ?? "");
        return CleanText.Of(once) == once && once.IsNormalized() && !once.Contains('\0', StringComparison.Ordinal);
    }));
}
