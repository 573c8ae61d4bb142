using System.IO.Compression;
using Weiguang.Regions.Domain;

namespace Weiguang.Regions.Divisions;

/// <summary>Reads divisions from tab-separated text with a heading. What is missing is filled in: the kind from the level, the reading from names we know.</summary>
internal static class DivisionFile
{
    private const string Data = "Weiguang.Regions.Data.";

    public static Stream BuiltIn() => new BrotliStream(Resource("divisions.tsv.br"), CompressionMode.Decompress);

    public static Stream Open(string file) => Path.GetExtension(file) switch
    {
        ".br" => new BrotliStream(File.OpenRead(file), CompressionMode.Decompress),
        ".gz" => new GZipStream(File.OpenRead(file), CompressionMode.Decompress),
        _ => File.OpenRead(file),
    };

    /// <exception cref="InvalidDataException">A row cannot be a division; the message names its line.</exception>
    public static IReadOnlyList<Division> Read(Stream stream)
    {
        using var reader = new StreamReader(stream);
        var heading = (reader.ReadLine() ?? "").Split('\t');
        var (code, name, kind, pinyin) = (Array.IndexOf(heading, "code"), Array.IndexOf(heading, "name"), Array.IndexOf(heading, "kind"), Array.IndexOf(heading, "pinyin"));
        if (code < 0 || name < 0)
        {
            throw new InvalidDataException("The first line must name the columns, among them code and name, with tabs between.");
        }

        var readings = pinyin < 0 ? Readings.OfBuiltIn() : null;
        var divisions = new List<Division>();
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            if (text.Length > 0)
            {
                var cells = text.Split('\t');
                divisions.Add(Row(line, Cell(cells, code), Cell(cells, name), Cell(cells, kind), readings is null ? Cell(cells, pinyin) : readings.Of(Cell(cells, name))));
            }
        }

        return divisions;
    }

    public static IEnumerable<DivisionAlias> BuiltInAliases()
    {
        using var reader = new StreamReader(Resource("aliases.tsv"));
        for (var text = reader.ReadLine(); (text = reader.ReadLine()) is not null;)
        {
            var cells = text.Split('\t');
            yield return new()
            {
                OldCode = long.Parse(cells[0]),
                NewCode = long.Parse(cells[1]),
                Since = cells[2],
                Kind = Enum.Parse<AliasKind>(cells[3], ignoreCase: true),
                OldName = cells[4],
            };
        }
    }

    private static Division Row(int line, string code, string name, string kind, string pinyin)
    {
        if (!long.TryParse(code, out var number) || !DivisionCodes.IsValid(number))
        {
            throw new InvalidDataException($"Line {line}: '{code}' is not a 12-digit division code.");
        }

        if (name.Length is 0 or > 60)
        {
            throw new InvalidDataException($"Line {line}: division {code} needs a name of at most 60 characters.");
        }

        var level = DivisionCodes.Level(number);
        return new() { Code = number, Name = name, Level = level, Parent = DivisionCodes.Parent(number), Kind = Kind(kind, level), Pinyin = pinyin };
    }

    private static DivisionKind Kind(string text, int level) => Enum.TryParse<DivisionKind>(text.Replace("_", ""), ignoreCase: true, out var kind) ? kind : level switch
    {
        1 => DivisionKind.Province,
        2 => DivisionKind.City,
        3 => DivisionKind.County,
        4 => DivisionKind.Township,
        _ => DivisionKind.VillagersCommittee,
    };

    private static string Cell(string[] cells, int column) => column >= 0 && column < cells.Length ? cells[column].Trim() : "";

    private static Stream Resource(string name) => typeof(DivisionFile).Assembly.GetManifestResourceStream(Data + name)!;
}
