using System.Buffers.Binary;
using System.Text;

namespace Weiguang.Recognition.Pdf;

/// <summary>Reads what an embedded subset needs of a TrueType font with quadratic outlines (OpenType 1.9: head, hhea, maxp, hmtx, loca, glyf, cmap format 12).</summary>
internal sealed class TrueTypeFont
{
    private readonly byte[] _file;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = [];
    private readonly int _groups;
    private readonly bool _longLoca;
    private readonly int _metrics;

    /// <exception cref="InvalidDataException">Not a font of this kind.</exception>
    public TrueTypeFont(byte[] file)
    {
        _file = file;
        if (file.Length < 12 || BinaryPrimitives.ReadUInt32BigEndian(file) != 0x00010000)
        {
            throw new InvalidDataException("Not a TrueType font.");
        }

        for (var i = 0; i < U16(4); i++)
        {
            var entry = 12 + (16 * i);
            _tables[Encoding.ASCII.GetString(file, entry, 4)] = (I32(entry + 8), I32(entry + 12));
        }

        UnitsPerEm = U16(At("head") + 18);
        _longLoca = U16(At("head") + 50) == 1;
        _metrics = U16(At("hhea") + 34);
        GlyphCount = U16(At("maxp") + 4);
        _groups = FindGroups();
    }

    public int UnitsPerEm { get; }

    public int GlyphCount { get; }

    public short Ascent => (short)U16(At("hhea") + 4);

    public short Descent => (short)U16(At("hhea") + 6);

    public short[] Box => [.. Enumerable.Range(0, 4).Select(i => (short)U16(At("head") + 36 + (2 * i)))];

    /// <summary>The table as it stands; empty when the font has none.</summary>
    public ReadOnlySpan<byte> Table(string name) => _tables.TryGetValue(name, out var table) ? _file.AsSpan(table.Offset, table.Length) : [];

    /// <summary>0 when the font does not have this character.</summary>
    public int GlyphOf(Rune rune)
    {
        var (low, high) = (0, I32(_groups + 12) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var group = _groups + 16 + (12 * middle);
            if (rune.Value < I32(group))
            {
                high = middle - 1;
            }
            else if (rune.Value > I32(group + 4))
            {
                low = middle + 1;
            }
            else
            {
                return I32(group + 8) + rune.Value - I32(group);
            }
        }

        return 0;
    }

    /// <summary>In units of the em.</summary>
    public int AdvanceOf(int glyph) => U16(At("hmtx") + (4 * Math.Min(glyph, _metrics - 1)));

    public short BearingOf(int glyph) =>
        (short)U16(glyph < _metrics ? At("hmtx") + (4 * glyph) + 2 : At("hmtx") + (4 * _metrics) + (2 * (glyph - _metrics)));

    /// <summary>The glyf entry; empty for a blank such as the space.</summary>
    public ReadOnlySpan<byte> OutlineOf(int glyph)
    {
        var (from, to) = (Place(glyph), Place(glyph + 1));
        return _file.AsSpan(At("glyf") + from, to - from);
    }

    private int Place(int glyph) => _longLoca ? I32(At("loca") + (4 * glyph)) : 2 * U16(At("loca") + (2 * glyph));

    private int FindGroups()
    {
        var cmap = At("cmap");
        for (var i = 0; i < U16(cmap + 2); i++)
        {
            var table = cmap + I32(cmap + 4 + (8 * i) + 4);
            if (U16(table) == 12)
            {
                return table;
            }
        }

        throw new InvalidDataException("The font has no character map of format 12.");
    }

    private int At(string table) => _tables.TryGetValue(table, out var found) ? found.Offset : throw new InvalidDataException($"The font has no table {table}.");

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));

    private int I32(int at) => BinaryPrimitives.ReadInt32BigEndian(_file.AsSpan(at));
}
