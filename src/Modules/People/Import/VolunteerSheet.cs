using Weiguang.Kernel.Text;
using Weiguang.Regions;

namespace Weiguang.People.Import;

/// <summary>One good row of the list.</summary>
internal sealed record VolunteerRow(int Line, string Name, string Phone, long DivisionCode, string[] Categories, string[] Skills, string[] Languages);

/// <summary>Reads the list and says of every wrong cell what is wrong with it.</summary>
internal sealed class VolunteerSheet(RegionDirectory regions)
{
    public const string PhoneColumn = "手机号";
    private const string NameColumn = "姓名";
    private const string PlaceColumn = "村或社区";
    private const string CategoryColumn = "服务类别";
    private const string SkillColumn = "技能";
    private const string LanguageColumn = "语言";
    private static readonly string[] Needed = [NameColumn, PhoneColumn, PlaceColumn];
    private static readonly char[] Separators = ['；', ';', '、', '/'];

    /// <summary>What offices write above a column instead of its own name.</summary>
    private static readonly Dictionary<string, string> Columns = new()
    {
        [NameColumn] = NameColumn, ["名字"] = NameColumn,
        [PhoneColumn] = PhoneColumn, ["手机"] = PhoneColumn, ["手机号码"] = PhoneColumn, ["电话"] = PhoneColumn, ["联系电话"] = PhoneColumn,
        [PlaceColumn] = PlaceColumn, ["村/社区"] = PlaceColumn, ["村（社区）"] = PlaceColumn, ["村(社区)"] = PlaceColumn, ["所在村"] = PlaceColumn, ["村"] = PlaceColumn, ["社区"] = PlaceColumn,
        [CategoryColumn] = CategoryColumn, [SkillColumn] = SkillColumn, [LanguageColumn] = LanguageColumn,
    };

    private readonly Dictionary<string, (int Index, string Heading)> _columns = [];

    public List<VolunteerRow> Rows { get; } = [];

    public List<RowError> Errors { get; } = [];

    public async Task ReadAsync(Stream file, CancellationToken ct)
    {
        using var sheet = await Sheet.OpenAsync(file, Columns.ContainsKey, ct);
        for (var i = 0; i < sheet.Headings.Count; i++)
        {
            if (Columns.TryGetValue(sheet.Headings[i], out var column))
            {
                _columns.TryAdd(column, (i, sheet.Headings[i]));
            }
        }

        var headings = string.Join('、', sheet.Headings.Where(h => h.Length > 0));
        Errors.AddRange(Needed.Where(column => !_columns.ContainsKey(column)).Select(column => new RowError(sheet.HeadingLine, column, headings, Phrase.Of("缺这一列"))));
        while (_columns.Keys.Intersect(Needed).Count() == Needed.Length && sheet.Read())
        {
            await RowAsync(sheet, ct);
        }
    }

    /// <summary>As it stands in the file.</summary>
    public string Heading(string column) => _columns.TryGetValue(column, out var known) ? known.Heading : column;

    private async Task RowAsync(Sheet sheet, CancellationToken ct)
    {
        var before = Errors.Count;
        var name = PersonName.Parse(Cell(sheet, NameColumn));
        var phone = PhoneText.Mobile(Cell(sheet, PhoneColumn));
        var place = await PlaceAsync(Cell(sheet, PlaceColumn), ct);
        var categories = Codes(sheet, CategoryColumn, ServiceCategories.All);
        var skills = Codes(sheet, SkillColumn, Skills.All);
        var languages = Codes(sheet, LanguageColumn, Languages.All);
        Say(name is null, sheet, NameColumn, Phrase.Of("不像姓名：要两个字以上，只有字、空格和中间的“·”"));
        Say(phone is null, sheet, PhoneColumn, Phrase.Of("手机号要 11 位，比如 139 0000 0000（空格没关系）"));
        Say(place is null, sheet, PlaceColumn, Phrase.Of("找不到，或者有几个同名的；前面加上县和乡镇，比如：洮南市那金镇好田村，或者写 12 位代码"));
        Say(categories.Length > Domain.Volunteer.MostCategories, sheet, CategoryColumn, Phrase.Of("最多 4 类"));
        if (Errors.Count == before)
        {
            Rows.Add(new VolunteerRow(sheet.Line, name!, phone!, place!.Value, categories, skills, languages));
        }
    }

    private void Say(bool wrong, Sheet sheet, string column, string phrase, params object[] arguments)
    {
        if (wrong)
        {
            Errors.Add(new RowError(sheet.Line, Heading(column), Cell(sheet, column), phrase, arguments));
        }
    }

    private async Task<long?> PlaceAsync(string text, CancellationToken ct) => long.TryParse(text, out var code)
        ? await regions.FindAsync(code, ct) is { Level: >= 4 } region ? region.Code : null
        : (await VillagePick.ReadAsync(regions, text, null, ct)).Chosen?.Code;

    private string[] Codes(Sheet sheet, string column, IReadOnlyList<Term> terms)
    {
        var words = Cell(sheet, column).Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = words.Select(word => terms.FirstOrDefault(t => t.Code == word || t.Chinese == word)).ToArray();
        Say(found.Contains(null), sheet, column, Phrase.Of("不认识：{0}。能填的有：{1}"), string.Join('、', words.Where((_, i) => found[i] is null)), string.Join('、', terms.Select(t => t.Chinese)));
        return [.. found.Where(t => t is not null).Select(t => t!.Code).Distinct()];
    }

    private string Cell(Sheet sheet, string column) => _columns.TryGetValue(column, out var known) ? sheet.Cell(known.Index) : "";
}
