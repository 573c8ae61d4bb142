using System.Buffers.Binary;
using System.Text;
using HarfBuzzSharp;

namespace Weiguang.Recognition.Pdf;

/// <summary>
/// A TrueType font with quadratic outlines: HarfBuzz finds and joins its glyphs, and what an embedded subset needs is read here
/// (OpenType 1.9: head, hhea, maxp, hmtx, loca, glyf). The file is mapped, not read: of twenty megabytes a page touches few.
/// </summary>
internal sealed class TrueTypeFont
{
    private readonly Blob _file;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = [];
    private readonly bool _longLoca;
    private readonly int _metrics;

    /// <exception cref="InvalidDataException">Not a font of this kind, or not there.</exception>
    public TrueTypeFont(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path).Replace('_', '-');
        _file = Blob.FromFile(path);
        if (_file.Length < 12 || BinaryPrimitives.ReadUInt32BigEndian(Bytes) != 0x00010000)
        {
            throw new InvalidDataException($"{path} is no TrueType font.");
        }

        for (var i = 0; i < U16(4); i++)
        {
            var entry = 12 + (16 * i);
            _tables[Encoding.ASCII.GetString(Bytes.Slice(entry, 4))] = (I32(entry + 8), I32(entry + 12));
        }

        UnitsPerEm = U16(At("head") + 18);
        _longLoca = U16(At("head") + 50) == 1;
        _metrics = U16(At("hhea") + 34);
        Shaper = new Font(new Face(_file, 0));
        Shaper.SetScale(UnitsPerEm, UnitsPerEm);
    }

    /// <summary>As a PDF calls it, "NotoSansSC-400Regular".</summary>
    public string Name { get; }

    public Font Shaper { get; }

    public int UnitsPerEm { get; }

    public short Ascent => (short)U16(At("hhea") + 4);

    public short Descent => (short)U16(At("hhea") + 6);

    public short[] Box => [.. Enumerable.Range(0, 4).Select(i => (short)U16(At("head") + 36 + (2 * i)))];

    /// <summary>The table as it stands; empty when the font has none.</summary>
    public ReadOnlySpan<byte> Table(string name) => _tables.TryGetValue(name, out var table) ? Bytes.Slice(table.Offset, table.Length) : [];

    public bool Has(Rune rune) => Shaper.TryGetNominalGlyph(rune.Value, out _);

    /// <summary>In units of the em.</summary>
    public int AdvanceOf(int glyph) => U16(At("hmtx") + (4 * Math.Min(glyph, _metrics - 1)));

    public short BearingOf(int glyph) =>
        (short)U16(glyph < _metrics ? At("hmtx") + (4 * glyph) + 2 : At("hmtx") + (4 * _metrics) + (2 * (glyph - _metrics)));

    /// <summary>The glyf entry; empty for a blank such as the space.</summary>
    public ReadOnlySpan<byte> OutlineOf(int glyph)
    {
        var (from, to) = (Place(glyph), Place(glyph + 1));
        return Bytes.Slice(At("glyf") + from, to - from);
    }

    private ReadOnlySpan<byte> Bytes => _file.AsSpan();

    private int Place(int glyph) => _longLoca ? I32(At("loca") + (4 * glyph)) : 2 * U16(At("loca") + (2 * glyph));

    private int At(string table) => _tables.TryGetValue(table, out var found) ? found.Offset : throw new InvalidDataException($"{Name} has no table {table}.");

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(Bytes[at..]);

    private int I32(int at) => BinaryPrimitives.ReadInt32BigEndian(Bytes[at..]);
}
