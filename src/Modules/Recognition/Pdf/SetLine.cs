namespace Weiguang.Recognition.Pdf;

/// <summary>A text in glyphs, from left to right.</summary>
/// <param name="Width">At a size of one.</param>
/// <param name="Parts">In the order of the text, for breaking it: where each part starts and how wide it is.</param>
internal sealed record SetLine(IReadOnlyList<SetPiece> Pieces, double Width, IReadOnlyList<(int Start, double Width)> Parts);

/// <summary>A stretch of one font and direction.</summary>
/// <param name="Text">As it is read.</param>
/// <param name="Glyphs">As they stand, from left to right.</param>
internal sealed record SetPiece(TrueTypeFont Font, string Text, bool Backwards, IReadOnlyList<SetGlyph> Glyphs);

/// <summary>One or more glyphs that stand for a text together: a letter, a ligature, a stack of letters, a letter with its marks.</summary>
internal sealed record SetGlyph(string Text, IReadOnlyList<PlacedGlyph> Parts)
{
    /// <summary>The part that carries the others: it stands on the line and moves it on, as dots and marks do not.</summary>
    public int Base { get; } = Parts.Index().MaxBy(p => p.Item.Advance).Index;
}

/// <param name="Glyph">In the font's own numbering.</param>
/// <param name="Advance">To the next one, as the offsets from the base line in thousandths of the em.</param>
internal readonly record struct PlacedGlyph(int Glyph, double Advance, double X, double Y);
