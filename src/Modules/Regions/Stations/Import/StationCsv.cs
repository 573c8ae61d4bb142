using System.Text;
using Weiguang.Kernel.Text;
using Weiguang.Regions.Stations.Desk;

namespace Weiguang.Regions.Stations.Import;

/// <summary>A CSV file of stations: headings in Chinese or English, in any order.</summary>
internal sealed class StationCsv
{
    private const int MostRows = 30_000;

    private static readonly (string Field, string Chinese, string English)[] Columns =
    [
        (nameof(StationDraft.Name), "名称", "name"), (nameof(StationDraft.Kind), "类型", "kind"), (nameof(StationDraft.Division), "区划代码", "division"),
        (nameof(StationDraft.Address), "地址", "address"), (nameof(StationDraft.Lat), "纬度", "lat"), (nameof(StationDraft.Lon), "经度", "lon"),
        (nameof(StationDraft.Datum), "坐标系", "datum"), (nameof(StationDraft.Hours), "开放时间", "hours"), (nameof(StationDraft.Phone), "电话", "phone"),
    ];

    private static readonly string[] Needed = [nameof(StationDraft.Name), nameof(StationDraft.Kind), nameof(StationDraft.Division)];
    private readonly Dictionary<string, (int Index, string Heading)> _columns = [];
    private readonly List<(int, StationDraft)> _rows = [];
    private readonly List<RowError> _errors = [];

    public IReadOnlyList<(int Line, StationDraft Draft)> Rows => _rows;

    public IReadOnlyList<RowError> Errors => _errors;

    /// <summary>A file to fill in, with two examples; a byte order mark tells Excel that it is UTF-8.</summary>
    public static byte[] Template()
    {
        string[] lines =
        [
            string.Join(',', Columns.Select(c => c.Chinese)),
            "那金村新时代文明实践站,新时代文明实践站,220881103200,那金镇那金村村部,45.66,122.07,wgs84,\"周一至周五 08:30-11:30,13:30-17:00；节假日 休息\",0436-6222222",
            "洮南市新时代文明实践中心,ZX,220881000000,团结街道团结路 1 号,,,,每天 08:30-17:00,",
        ];
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n")];
    }

    public static async Task<StationCsv> ReadAsync(Stream stream, CancellationToken ct)
    {
        var file = new StationCsv();
        using var sheet = await Sheet.OpenAsync(stream, cell => FieldOf(cell) is not null, ct);
        file.ReadHeadings(sheet);
        while (file._errors.Count == 0 && sheet.Read())
        {
            if (file._rows.Count == MostRows)
            {
                file._errors.Add(new(sheet.Line, "", "", Phrase.Of("一次最多导入 {0} 行"), MostRows));
            }
            else
            {
                file._rows.Add((sheet.Line, file.Draft(sheet)));
            }
        }

        return file;
    }

    /// <summary>What a row says of a field.</summary>
    public static string Value(StationDraft draft, string field) => field switch
    {
        nameof(StationDraft.Name) => draft.Name,
        nameof(StationDraft.Kind) => draft.Kind,
        nameof(StationDraft.Division) => draft.Division,
        nameof(StationDraft.Address) => draft.Address,
        nameof(StationDraft.Lat) => draft.Lat,
        nameof(StationDraft.Lon) => draft.Lon,
        nameof(StationDraft.Datum) => draft.Datum,
        nameof(StationDraft.Hours) => draft.Hours,
        nameof(StationDraft.Phone) => draft.Phone,
        _ => null,
    } ?? "";

    /// <summary>The heading of a field as it stands in the file.</summary>
    public string Heading(string field) => _columns.TryGetValue(field, out var column) ? column.Heading : Columns.First(c => c.Field == field).Chinese;

    private void ReadHeadings(Sheet sheet)
    {
        for (var i = 0; i < sheet.Headings.Count; i++)
        {
            if (FieldOf(sheet.Headings[i]) is { } field)
            {
                _columns.TryAdd(field, (i, sheet.Headings[i]));
            }
        }

        var headings = string.Join('、', sheet.Headings.Where(h => h.Length > 0));
        _errors.AddRange(Needed.Where(f => !_columns.ContainsKey(f)).Select(f => new RowError(sheet.HeadingLine, Heading(f), headings, Phrase.Of("缺少“{0}”这一列"), Heading(f))));
    }

    private static string? FieldOf(string heading) => Columns.FirstOrDefault(c => c.Chinese == heading || c.English.Equals(heading, StringComparison.OrdinalIgnoreCase)).Field;

    private StationDraft Draft(Sheet row) => new()
    {
        Name = Cell(row, nameof(StationDraft.Name)),
        Kind = Cell(row, nameof(StationDraft.Kind)),
        Division = Cell(row, nameof(StationDraft.Division)),
        Address = Cell(row, nameof(StationDraft.Address)),
        Lat = Cell(row, nameof(StationDraft.Lat)),
        Lon = Cell(row, nameof(StationDraft.Lon)),
        Datum = Cell(row, nameof(StationDraft.Datum)),
        Hours = Cell(row, nameof(StationDraft.Hours)),
        Phone = Cell(row, nameof(StationDraft.Phone)),
    };

    private string? Cell(Sheet row, string field) => _columns.TryGetValue(field, out var column) ? row.Cell(column.Index) : null;
}
