using System.Globalization;
using System.Text;

namespace Weiguang.Recognition.Pdf;

/// <summary>The fonts of one file, and a set line as the operators that show it (ISO 32000-1, 9.4).</summary>
internal sealed class PdfText(Typesetter typesetter)
{
    private readonly List<FontSubset> _subsets = [];

    public IReadOnlyList<FontSubset> Subsets => _subsets;

    public SetLine Set(string text) => typesetter.Set(text);

    public string Show(SetLine line, double size)
    {
        var text = new StringBuilder();
        foreach (var piece in line.Pieces)
        {
            var subset = SubsetOf(piece.Font);
            text.Append(CultureInfo.InvariantCulture, $"/F{_subsets.IndexOf(subset)} {size:0.##} Tf ");
            var told = !piece.Backwards && piece.Glyphs.Any(g => g.Parts.Count > 1); // Where glyphs stand for a text only together, the file says which: a reader that guesses would tear it.
            text.Append(told ? $"/Span<</ActualText<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(piece.Text))}>>>BDC " : "");
            new Row(text, subset, size).Show(piece);
            text.Append(told ? "EMC " : "");
        }

        return text.ToString();
    }

    private FontSubset SubsetOf(TrueTypeFont font)
    {
        if (_subsets.Find(s => s.Font == font) is not { } subset)
        {
            _subsets.Add(subset = new(font));
        }

        return subset;
    }

    /// <summary>Glyphs one after the other, moved by numbers between them where they do not simply follow.</summary>
    private sealed class Row(StringBuilder text, FontSubset subset, double size)
    {
        private readonly StringBuilder _codes = new();
        private double _shift;
        private double _rise;

        public void Show(SetPiece piece)
        {
            foreach (var (part, meaning) in piece.Glyphs.SelectMany(glyph => glyph.Parts.Select((part, i) => (part, i == glyph.Base ? glyph.Text : ""))))
            {
                Add(part, meaning);
            }

            Close();
            RiseTo(0);
            if (Math.Abs(_shift) >= 0.5)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{-_shift:0}]TJ ");
            }
        }

        private void Add(PlacedGlyph part, string meaning)
        {
            if (part.Y != _rise)
            {
                Close();
                RiseTo(part.Y);
            }

            _shift += part.X;
            if (Math.Abs(_shift) >= 0.5)
            {
                _codes.Append(_codes.Length == 0 ? "[" : ">").Append(CultureInfo.InvariantCulture, $"{-_shift:0}<");
                _shift -= Math.Round(_shift);
            }
            else if (_codes.Length == 0)
            {
                _codes.Append("[<");
            }

            _codes.Append(CultureInfo.InvariantCulture, $"{subset.CodeOf(part.Glyph, meaning):X4}");
            _shift += part.Advance - subset.WidthOf(part.Glyph) - part.X;
        }

        private void Close()
        {
            if (_codes.Length > 0)
            {
                text.Append(_codes).Append(">]TJ ");
                _codes.Clear();
            }
        }

        private void RiseTo(double rise)
        {
            if (rise != _rise)
            {
                text.Append(CultureInfo.InvariantCulture, $"{rise * size / 1000:0.##} Ts ");
                _rise = rise;
            }
        }
    }
}
