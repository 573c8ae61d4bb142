using System.Text;
using HarfBuzzSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace Weiguang.Recognition.Pdf;

/// <summary>
/// Sets a text in glyphs: the first font that has a word prints it, letters join and stack as their script asks (HarfBuzz), and what runs from right to left stands so.
/// </summary>
internal sealed class Typesetter(Typefaces typefaces)
{
    private static readonly Language Any = new("und");
    private readonly Dictionary<string, SetLine> _set = [];

    /// <exception cref="InvalidOperationException">No font has one of the characters: whoever prints asks <see cref="Typefaces.Missing"/> before.</exception>
    public SetLine Set(string text)
    {
        if (!_set.TryGetValue(text, out var line))
        {
            _set[text] = line = Compose(Typefaces.Clean(text));
        }

        return line;
    }

    private SetLine Compose(string text)
    {
        var clusters = Typefaces.Clusters(text).ToList();
        var (fonts, levels) = (Fonts(clusters), Directions.Levels(clusters));
        var (pieces, pieceLevels, parts) = (new List<SetPiece>(), new List<int>(), new List<(int Start, double Width)>());
        for (var (i, at) = (0, 0); i < clusters.Count;)
        {
            var (first, length) = (i, 0);
            for (; i < clusters.Count && fonts[i] == fonts[first] && levels[i] == levels[first]; i++)
            {
                length += clusters[i].Length;
            }

            var glyphs = Shape(fonts[first], text, at, length, levels[first] % 2 == 1);
            parts.AddRange(glyphs.OrderBy(g => g.Start).Select(g => (g.Start, g.Glyph.Parts.Sum(p => p.Advance) / 1000)));
            pieces.Add(new(fonts[first], text.Substring(at, length), levels[first] % 2 == 1, [.. glyphs.Select(g => g.Glyph)]));
            pieceLevels.Add(levels[first]);
            at += length;
        }

        return new([.. Directions.Order(pieceLevels).Select(i => pieces[i])], parts.Sum(p => p.Width), parts);
    }

    // A whole word in one font, and a name of several words too: letters of two designs side by side look like a mistake.
    private TrueTypeFont[] Fonts(List<string> clusters)
    {
        var fonts = new TrueTypeFont?[clusters.Count];
        for (var i = 0; i < clusters.Count;)
        {
            var end = i;
            while (end < clusters.Count && IsOfWord(clusters[end]))
            {
                end++;
            }

            if (end > i && typefaces.Of(string.Concat(clusters[i..end])) is { } whole)
            {
                Array.Fill(fonts, whole, i, end - i);
                i = end;
                continue;
            }

            var same = i > 0 && !Rune.IsLetterOrDigit(Rune.GetRuneAt(clusters[i], 0)) && Typefaces.Has(fonts[i - 1]!, clusters[i]) ? fonts[i - 1] : null;
            fonts[i] = same ?? typefaces.Of(clusters[i]) ?? throw new InvalidOperationException($"No font has U+{Rune.GetRuneAt(clusters[i], 0).Value:X4}.");
            i++;
        }

        return fonts!;
    }

    private static bool IsOfWord(string cluster) => cluster[0] < 0x2E80 && (Rune.IsLetter(Rune.GetRuneAt(cluster, 0)) || cluster is " " or "-" or "'" or "’" or "·");

    private static List<(int Start, SetGlyph Glyph)> Shape(TrueTypeFont font, string text, int at, int length, bool backwards)
    {
        using var buffer = new Buffer { Direction = backwards ? Direction.RightToLeft : Direction.LeftToRight, Language = Any };
        buffer.AddUtf16(text.AsSpan(), at, length); // With what stands around it: letters join across it.
        buffer.GuessSegmentProperties();
        font.Shaper.Shape(buffer);
        var (glyphs, places, scale) = (buffer.GlyphInfos, buffer.GlyphPositions, 1000.0 / font.UnitsPerEm);
        var starts = glyphs.Select(g => (int)g.Cluster).Distinct().Order().Append(at + length).ToList();
        var result = new List<(int, SetGlyph)>();
        for (var i = 0; i < glyphs.Length;)
        {
            var start = (int)glyphs[i].Cluster;
            var parts = new List<PlacedGlyph>();
            for (; i < glyphs.Length && glyphs[i].Cluster == start; i++)
            {
                parts.Add(new((int)glyphs[i].Codepoint, places[i].XAdvance * scale, places[i].XOffset * scale, places[i].YOffset * scale));
            }

            result.Add((start, new(text[start..starts[starts.IndexOf(start) + 1]], parts)));
        }

        return result;
    }
}
