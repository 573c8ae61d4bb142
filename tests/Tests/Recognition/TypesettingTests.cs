using Microsoft.Extensions.Configuration;
using Weiguang.Recognition.Certificates.Print;
using Weiguang.Recognition.Pdf;

namespace Weiguang.Tests.Recognition;

/// <summary>How a text becomes glyphs on a line.</summary>
public class TypesettingTests
{
    private static readonly Typefaces Fonts = new CertificateFonts(new ConfigurationBuilder().Build()).Typefaces;

    [Fact]
    public void What_turns_the_direction_of_others_is_not_printed() =>
        Assert.Equal("王abc 明", Typefaces.Clean("王\u202Ea\u200Eb\u2066c\n明\uFEFF"));

    [Theory]
    [InlineData("王小明 abc 12", "00000000000")]
    [InlineData("到اب 12 جد街", "0111221110")]
    [InlineData("اب (جد) 街", "111111100")]
    [InlineData("اب (ab) 街", "110000000")]
    [InlineData("第2-3次", "00000")]
    public void Parts_run_as_their_scripts_do(string text, string levels)
    {
        var found = Directions.Levels([.. Typefaces.Clusters(text)]);
        Assert.Equal(levels[..found.Length], string.Concat(found));
    }

    [Fact]
    public void Pieces_stand_in_the_order_the_standard_gives() =>
        Assert.Equal([0, 3, 2, 1, 4], Directions.Order([0, 1, 2, 1, 0]));

    [Fact]
    public void Of_the_fonts_only_what_is_needed_goes_in()
    {
        var subset = new FontSubset(Fonts.Of("志")!);
        var glyphs = new Typesetter(Fonts).Set("志愿服务 Ångström 服务").Pieces.SelectMany(p => p.Glyphs).ToList(); // Å and ö are put together from parts.
        var codes = glyphs.SelectMany(g => g.Parts.Select(p => subset.CodeOf(p.Glyph, g.Text))).ToList();
        Assert.Equal(codes[2], codes[^2]);
        var font = subset.Build();
        Assert.InRange(font.Length, 2000, 20_000);
        Assert.Equal(0xB1B0AFBA, Sum(font)); // Over the whole file, as the format asks.
    }

    [Fact]
    public void A_line_breaks_between_words_and_never_before_a_full_stop()
    {
        var page = new PdfPage(new PdfText(new Typesetter(Fonts)));
        Assert.Equal(["志愿服务，", "很好。"], page.Wrap("志愿服务，很好。", 50, 10));
        Assert.Equal(["Нурғали", "Қасымов"], page.Wrap("Нурғали Қасымов", 50, 10));
        Assert.Equal("长长长长长长", string.Concat(page.Wrap("长长长长长长", 25, 10)));
        Assert.Equal("abcdefghijklmnop", string.Concat(page.Wrap("abcdefghijklmnop", 25, 10)));
    }

    [Fact]
    public void Letters_join_and_stack_as_their_script_asks()
    {
        var set = new Typesetter(Fonts);
        var joined = set.Set("كك").Pieces[0].Glyphs;
        Assert.NotEqual(joined[0].Parts[0].Glyph, joined[1].Parts[0].Glyph); // The same letter, at the end and at the beginning of a word.
        Assert.Equal("སྟ", Assert.Single(set.Set("སྟ").Pieces[0].Glyphs).Text); // Two letters, one below the other.
        Assert.Equal("NotoSans-400Regular", Assert.Single(set.Set("Нурғали Қасымов").Pieces).Font.Name); // A name stands in one font.
    }

    private static uint Sum(byte[] font) => Enumerable.Range(0, font.Length / 4)
        .Aggregate(0u, (sum, i) => unchecked(sum + System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(4 * i))));
}
