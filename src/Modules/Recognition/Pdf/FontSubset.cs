using System.Buffers.Binary;

namespace Weiguang.Recognition.Pdf;

/// <summary>
/// The glyphs of one document as a small TrueType font. A glyph that stands for two texts is there twice: then each code means one text, and what is printed
/// can be searched and copied.
/// </summary>
internal sealed class FontSubset(TrueTypeFont font)
{
    private readonly Dictionary<(int Glyph, string Text), int> _codes = [];
    private readonly List<int> _glyphs = [0]; // Old glyph by new one; 0 is .notdef as every font has it.

    public TrueTypeFont Font => font;

    /// <summary>The texts by code, from 1; a glyph that is only a part of what stands for a text has none.</summary>
    public IEnumerable<KeyValuePair<string, int>> Texts => _codes.Where(c => c.Key.Text.Length > 0).Select(c => KeyValuePair.Create(c.Key.Text, c.Value));

    /// <summary>The code of a glyph, which is its glyph in the subset.</summary>
    /// <param name="text">What it stands for; empty for a further part.</param>
    public int CodeOf(int glyph, string text)
    {
        if (!_codes.TryGetValue((glyph, text), out var code))
        {
            _codes[(glyph, text)] = code = _glyphs.Count;
            _glyphs.Add(glyph);
        }

        return code;
    }

    /// <summary>How far a viewer moves on after it, in thousandths of the em.</summary>
    public int WidthOf(int glyph) => font.AdvanceOf(glyph) * 1000 / font.UnitsPerEm;

    /// <summary>Advance widths by code, in thousandths of the em.</summary>
    public IEnumerable<int> Widths => _glyphs.Select(WidthOf);

    /// <summary>The font file; no more glyphs may be asked for afterwards.</summary>
    public byte[] Build()
    {
        using var glyf = new MemoryStream();
        using var loca = new MemoryStream();
        using var hmtx = new MemoryStream();
        List<int> all = [.. _glyphs];
        for (var i = 0; i < all.Count; i++) // Parts of composite glyphs join the end while we walk.
        {
            Write32(loca, (int)glyf.Length);
            Write16(hmtx, font.AdvanceOf(all[i]));
            Write16(hmtx, font.BearingOf(all[i]));
            glyf.Write(Renumbered(font.OutlineOf(all[i]).ToArray(), all));
            glyf.Write(new byte[(4 - (glyf.Length % 4)) % 4]);
        }

        Write32(loca, (int)glyf.Length);
        return SfntFile.Write(new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = glyf.ToArray(),
            ["loca"] = loca.ToArray(),
            ["hmtx"] = hmtx.ToArray(),
            ["head"] = Changed("head", 50, 1), // Long offsets in loca.
            ["hhea"] = Changed("hhea", 34, all.Count),
            ["maxp"] = Changed("maxp", 4, all.Count),
            ["prep"] = font.Table("prep").ToArray(),
            ["fpgm"] = font.Table("fpgm").ToArray(),
            ["cvt "] = font.Table("cvt ").ToArray(),
        });
    }

    /// <summary>A composite glyph names its parts by number (flags, glyph, arguments, scale; OpenType 1.9, glyf).</summary>
    private static byte[] Renumbered(byte[] outline, List<int> all)
    {
        if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            return outline;
        }

        for (int at = 10, flags = More; (flags & More) != 0;)
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            var part = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at + 2));
            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at + 2), (ushort)all.Count);
            all.Add(part);
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2) + ((flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
        }

        return outline;
    }

    private const int WordArguments = 0x0001;
    private const int Scale = 0x0008;
    private const int More = 0x0020;
    private const int TwoScales = 0x0040;
    private const int Matrix = 0x0080;

    private byte[] Changed(string table, int at, int value)
    {
        var copy = font.Table(table).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at), (ushort)value);
        return copy;
    }

    private static void Write16(MemoryStream stream, int value) => stream.Write([(byte)(value >> 8), (byte)value]);

    private static void Write32(MemoryStream stream, int value) => stream.Write([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);
}
