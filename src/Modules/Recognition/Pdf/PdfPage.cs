using System.Collections;
using System.Globalization;
using System.Text;

namespace Weiguang.Recognition.Pdf;

/// <summary>One A4 sheet. Positions are points from its upper left corner; a text stands on its base line.</summary>
internal sealed class PdfPage(FontSubset subset)
{
    public const int Width = 595;
    public const int Height = 842;
    private readonly StringBuilder _content = new();

    public string Content => _content.ToString();

    /// <param name="strong">Drawn with a thin outline: one font file serves for bold too.</param>
    public void Write(double x, double y, double size, string text, bool strong = false)
    {
        var codes = string.Concat(text.EnumerateRunes().Select(rune => subset.CodeOf(rune).ToString("X4", CultureInfo.InvariantCulture)));
        var look = strong ? FormattableString.Invariant($"2 Tr {size * 0.03:0.##} w ") : "0 Tr ";
        Add($"BT {look}/F {size:0.##} Tf {x:0.##} {Height - y:0.##} Td <{codes}> Tj ET");
    }

    public void WriteCentred(double centre, double y, double size, string text, bool strong = false) =>
        Write(centre - (WidthOf(text, size) / 2), y, size, text, strong);

    public void WriteRight(double right, double y, double size, string text, bool strong = false) => Write(right - WidthOf(text, size), y, size, text, strong);

    public double WidthOf(string text, double size) => subset.WidthOf(text) * size;

    /// <summary>Breaks between any two characters, as Chinese does, but keeps Latin words and numbers whole where it can; what exceeds the lines ends in an ellipsis.</summary>
    public List<string> Wrap(string text, double width, double size, int most)
    {
        var lines = new List<string>();
        var rest = text.Trim();
        while (rest.Length > 0 && lines.Count < most)
        {
            var cut = Fit(rest, width, size);
            if (cut < rest.Length && lines.Count == most - 1)
            {
                lines.Add(rest[..Fit(rest, width - WidthOf("…", size), size)].TrimEnd() + "…");
                return lines;
            }

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

    private int Fit(string text, double width, double size)
    {
        var (used, at, word) = (0.0, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            used += WidthOf(rune.ToString(), size);
            if (used > width && at > 0)
            {
                return IsWord(rune) && word > 0 ? word : at;
            }

            at += rune.Utf16SequenceLength;
            word = IsWord(rune) ? word : at;
        }

        return text.Length;
    }

    private static bool IsWord(Rune rune) => rune.Value < 0x2E80 && Rune.IsLetterOrDigit(rune);

    private void Add(FormattableString line) => _content.Append(FormattableString.Invariant(line)).Append('\n');
}
