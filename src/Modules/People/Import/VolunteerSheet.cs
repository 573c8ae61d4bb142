using CsvHelper;
using Weiguang.Kernel.Text;
using Weiguang.Regions;

namespace Weiguang.People.Import;

/// <summary>One good row of the list.</summary>
internal sealed record VolunteerRow(int Line, string Name, string Phone, long DivisionCode, string[] Categories, string[] Skills, string[] Languages);

/// <summary>Reads the list and says of every wrong cell what is wrong with it.</summary>
internal sealed class VolunteerSheet(RegionDirectory regions)
{
    private const string NameColumn = "姓名";
    private const string PhoneColumn = "手机号";
    private const string PlaceColumn = "村或社区";
    private const string CategoryColumn = "服务类别";
    private static readonly string[] Needed = [NameColumn, PhoneColumn, PlaceColumn];
    private static readonly char[] Separators = ['；', ';', '、', '/'];

    public List<VolunteerRow> Rows { get; } = [];

    public List<RowError> Errors { get; } = [];

    public async Task ReadAsync(Stream file, CancellationToken ct)
    {
        using var csv = CsvReader.FromText(await SheetText.ReadAsync(file, ct), new CsvReaderOptions { TrimWhitespace = true, TrackLineNumbers = true });
        Errors.AddRange(Needed.Where(column => !csv.Headers.Contains(column)).Select(column => new RowError(1, column, Phrase.Of("缺这一列"))));
        while (Errors is not [{ Line: 1 }, ..] && csv.Read())
        {
            await RowAsync(csv, ct);
        }
    }

    private async Task RowAsync(CsvReader csv, CancellationToken ct)
    {
        var (line, before) = ((int)csv.LineNumber, Errors.Count);
        var name = PersonName.Parse(Cell(csv, NameColumn));
        var phone = PhoneText.Mobile(Cell(csv, PhoneColumn));
        var place = await PlaceAsync(Cell(csv, PlaceColumn), ct);
        var categories = Codes(csv, CategoryColumn, ServiceCategories.All);
        var skills = Codes(csv, "技能", Skills.All);
        var languages = Codes(csv, "语言", Languages.All);
        Say(name is null, line, NameColumn, Phrase.Of("不像姓名"));
        Say(phone is null, line, PhoneColumn, Phrase.Of("手机号要 11 位，比如 139 0000 0000（空格没关系）"));
        Say(place is null, line, PlaceColumn, Phrase.Of("找不到，或者不止一个；请写 12 位代码"));
        Say(categories.Length > Domain.Volunteer.MostCategories, line, CategoryColumn, Phrase.Of("最多 4 类"));
        if (Errors.Count == before)
        {
            Rows.Add(new VolunteerRow(line, name!, phone!, place!.Value, categories, skills, languages));
        }
    }

    private void Say(bool wrong, int line, string column, string phrase, params object[] arguments)
    {
        if (wrong)
        {
            Errors.Add(new RowError(line, column, phrase, arguments));
        }
    }

    private async Task<long?> PlaceAsync(string text, CancellationToken ct) => long.TryParse(text, out var code)
        ? await regions.FindAsync(code, ct) is { Level: >= 4 } region ? region.Code : null
        : (await VillagePick.ReadAsync(regions, text, null, ct)).Chosen?.Code;

    private string[] Codes(CsvReader csv, string column, IReadOnlyList<Term> terms)
    {
        var words = Cell(csv, column).Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = words.Select(word => terms.FirstOrDefault(t => t.Code == word || t.Chinese == word)).ToArray();
        Say(found.Contains(null), (int)csv.LineNumber, column, Phrase.Of("不认识：{0}"), string.Join('、', words.Where((_, i) => found[i] is null)));
        return [.. found.Where(t => t is not null).Select(t => t!.Code).Distinct()];
    }

    private static string Cell(CsvReader csv, string column) =>
        csv.TryGetFieldIndex(column, out var index) && index < csv.FieldCount ? csv.GetString(index) : "";
}
