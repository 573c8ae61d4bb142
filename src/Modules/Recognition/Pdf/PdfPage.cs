using System.Collections;
using System.Globalization;
using System.Text;

namespace Weiguang.Recognition.Pdf;

/// <summary>One A4 sheet. Positions are points from its upper left corner; a text stands on its base line.</summary>
internal sealed class PdfPage(PdfText fonts)
{
    public const int Width = 595;
    public const int Height = 842;
    private readonly StringBuilder _content = new();

    public string Content => _content.ToString();

    /// <param name="strong">Drawn with a thin outline: one font file serves for bold too.</param>
    public void Write(double x, double y, double size, string text, bool strong = false)
    {
        var look = strong ? FormattableString.Invariant($"2 Tr {size * 0.03:0.##} w ") : "0 Tr ";
        Add($"BT {look}{x:0.##} {Height - y:0.##} Td {fonts.Show(fonts.Set(text), size)}ET");
    }

    public void WriteCentred(double centre, double y, double size, string text, bool strong = false) =>
        Write(centre - (WidthOf(text, size) / 2), y, size, text, strong);

    public void WriteRight(double right, double y, double size, string text, bool strong = false) => Write(right - WidthOf(text, size), y, size, text, strong);

    public double WidthOf(string text, double size) => fonts.Set(text).Width * size;

    /// <summary>The size, or the smaller one at which the text keeps to the width.</summary>
    public double Fit(string text, double width, double size) => Math.Min(size, width / Math.Max(fonts.Set(text).Width, 0.001));

    /// <summary>Breaks between any two characters, as Chinese does, but keeps words and numbers whole where it can, and no line begins with a full stop.</summary>
    public List<string> Wrap(string text, double width, double size)
    {
        var lines = new List<string>();
        for (var rest = Typefaces.Clean(text).Trim(); rest.Length > 0;)
        {
            var cut = Cut(rest, width / size);
            lines.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }

        return lines;
    }

    public void Line(double x1, double y1, double x2, double y2, double thick = 0.5) => Add($"{thick:0.##} w {x1:0.##} {Height - y1:0.##} m {x2:0.##} {Height - y2:0.##} l S");

    /// <summary>A QR code as rectangles, sharp in any print.</summary>
    public void Draw(IReadOnlyList<BitArray> modules, double x, double y, double side)
    {
        var one = side / modules.Count;
        for (var row = 0; row < modules.Count; row++)
        {
            for (var column = 0; column < modules.Count; column++)
            {
                var start = column;
                while (column < modules.Count && modules[row][column])
                {
                    column++;
                }

                if (column > start)
                {
                    Add($"{x + (start * one):0.###} {Height - y - ((row + 1) * one):0.###} {(column - start) * one:0.###} {one:0.###} re");
                }
            }
        }

        Add($"f");
    }

    /// <summary>Grey from 0 (black) to 1 for what follows.</summary>
    public void Shade(double grey) => Add($"{grey:0.##} g {grey:0.##} G");

    private int Cut(string text, double width)
    {
        var (used, good) = (0.0, 0);
        foreach (var (index, (start, wide)) in fonts.Set(text).Parts.Index())
        {
            used += wide;
            good = index > 0 && MayBreak(text, start) ? start : good;
            if (used > width && index > 0)
            {
                return good > 0 ? good : start; // A word as long as the line is broken anywhere.
            }
        }

        return text.Length;
    }

    private static bool MayBreak(string text, int at)
    {
        var (before, after) = (Rune.GetRuneAt(text, at - (char.IsLowSurrogate(text[at - 1]) ? 2 : 1)), Rune.GetRuneAt(text, at));
        return !(IsWord(before) && IsWord(after)) && !NeverFirst.Contains(text[at]) && !NeverLast.Contains(text[at - 1]);
    }

    private const string NeverFirst = "，。、；：？！）》〉」』】”’…,.;:?!)]}%་";
    private const string NeverLast = "（《〈「『【“‘([{";

    private static bool IsWord(Rune rune) => rune.Value is < 0x2E80 and not 0x0F0B && (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    private void Add(FormattableString line) => _content.Append(FormattableString.Invariant(line)).Append('\n');
}
