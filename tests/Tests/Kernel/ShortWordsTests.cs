using System.Text;
using Weiguang.Kernel.Text;

namespace Weiguang.Tests.Kernel;

public class ShortWordsTests
{
    [Theory]
    [InlineData(null, 5, "")]
    [InlineData("  修灯 ", 5, "修灯")]
    [InlineData("修理路灯和水管", 4, "修理路灯")]
    [InlineData("ab😀cd", 3, "ab😀")]
    [InlineData("ab😀cd", 2, "ab")]
    [InlineData("ab👩‍👩‍👧cd", 4, "ab")] // A family of five runes is one letter to whoever reads it.
    [InlineData("ab👩‍👩‍👧cd", 7, "ab👩‍👩‍👧")]
    [InlineData("abe\u0301f", 3, "ab")]
    public void Words_are_cut_between_letters(string? words, int most, string cut) => Assert.Equal(cut, ShortWords.Of(words, most));

    [Theory]
    [InlineData(199)]
    [InlineData(200)]
    [InlineData(201)]
    public void Whatever_is_cut_fits_its_column_and_is_still_text(int most)
    {
        var cut = ShortWords.Of(string.Concat(Enumerable.Repeat("好😀", 200)), most);

        Assert.Equal(most, cut.EnumerateRunes().Count());
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)));
    }
}
