using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Weiguang.Recognition.Pdf;

/// <summary>
/// Writes a PDF 1.7 (ISO 32000-1) of text in embedded fonts, lines and rectangles. Glyphs are addressed by their code in the subset
/// (Identity-H), and a ToUnicode map for each gives the text back to whoever searches, copies or listens.
/// </summary>
internal sealed class PdfFile(Typefaces typefaces, string title, string language)
{
    private const int FontObjects = 5;
    private readonly List<PdfPage> _pages = [];
    private readonly List<byte[]> _objects = [];
    private readonly PdfText _text = new(new Typesetter(typefaces));

    public PdfPage AddPage()
    {
        _pages.Add(new PdfPage(_text));
        return _pages[^1];
    }

    public byte[] Build()
    {
        // 1 catalog, 2 tree of pages, 3 information, then each font with its descendant, descriptor, file and ToUnicode, then each page and its content.
        var (fonts, sheets) = (_text.Subsets.Index().Select(f => (f.Index, f.Item, At: 4 + (FontObjects * f.Index))).ToList(), 4 + (FontObjects * _text.Subsets.Count));
        Add($"<</Type/Catalog/Pages 2 0 R/Lang({language})/ViewerPreferences<</DisplayDocTitle true>>>>");
        Add($"<</Type/Pages/Count {_pages.Count}/Kids[{string.Join(' ', _pages.Select((_, i) => $"{sheets + (2 * i)} 0 R"))}]>>");
        Add($"<</Title {Text(title)}/Producer {Text("Weiguang")}>>");
        fonts.ForEach(f => AddFont(f.Item, f.At));
        var resources = string.Concat(fonts.Select(f => $"/F{f.Index} {f.At} 0 R"));
        foreach (var (index, page) in _pages.Index())
        {
            Add($"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {PdfPage.Width} {PdfPage.Height}]/Resources<</Font<<{resources}>>>>/Contents {sheets + 1 + (2 * index)} 0 R>>");
            AddStream("", Encoding.ASCII.GetBytes(page.Content));
        }

        return Join();
    }

    private void AddFont(FontSubset subset, int at)
    {
        var (font, name) = (subset.Font, $"WEIGUA+{subset.Font.Name}");
        var scale = 1000.0 / font.UnitsPerEm;
        var box = string.Join(' ', font.Box.Select(side => (int)(side * scale)));
        Add($"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{at + 1} 0 R]/ToUnicode {at + 4} 0 R>>");
        Add($"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            + $"/FontDescriptor {at + 2} 0 R/CIDToGIDMap/Identity/DW 1000/W[0[{string.Join(' ', subset.Widths)}]]>>");
        Add($"<</Type/FontDescriptor/FontName/{name}/Flags 4/ItalicAngle 0/CapHeight 733/StemV 80"
            + $"/FontBBox[{box}]/Ascent {(int)(font.Ascent * scale)}/Descent {(int)(font.Descent * scale)}/FontFile2 {at + 3} 0 R>>");
        var file = subset.Build();
        AddStream($"/Length1 {file.Length}", file);
        AddStream("", Encoding.ASCII.GetBytes(ToUnicode(subset)));
    }

    private static string ToUnicode(FontSubset subset)
    {
        var map = new StringBuilder("/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def"
            + "/CMapName/Adobe-Identity-UCS def/CMapType 2 def 1 begincodespacerange<0000><FFFF>endcodespacerange\n");
        foreach (var block in subset.Texts.Chunk(100)) // The format allows no more in one block.
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (text, code) in block)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{code:X4}><{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap CMapName currentdict/CMap defineresource pop end end").ToString();
    }

    private void Add(string body) => _objects.Add(Encoding.ASCII.GetBytes(body));

    private void AddStream(string entries, byte[] data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(data);
        }

        _objects.Add([.. Encoding.ASCII.GetBytes($"<<{entries}/Filter/FlateDecode/Length {packed.Length}>>stream\n"), .. packed.ToArray(), .. "\nendstream"u8]);
    }

    private byte[] Join()
    {
        using var file = new MemoryStream();
        file.Write([.. "%PDF-1.7\n%"u8, 0xE5, 0xBE, 0xAE, 0xE5, (byte)'\n']); // Four bytes above 127 tell programs that the file is binary.
        var places = new List<long>();
        foreach (var (index, body) in _objects.Index())
        {
            places.Add(file.Length);
            file.Write([.. Encoding.ASCII.GetBytes($"{index + 1} 0 obj\n"), .. body, .. "\nendobj\n"u8]);
        }

        var start = file.Length;
        var table = new StringBuilder($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        places.ForEach(place => table.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n"));
        table.Append(CultureInfo.InvariantCulture, $"trailer<</Size {places.Count + 1}/Root 1 0 R/Info 3 0 R>>\nstartxref\n{start}\n%%EOF\n");
        file.Write(Encoding.ASCII.GetBytes(table.ToString()));
        return file.ToArray();
    }

    private static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
