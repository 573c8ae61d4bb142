using Weiguang.People;

namespace Weiguang.Activities.Organising.Form;

/// <summary>What volunteers are given 保障 (dictionary volunteer_guarantee, national system).</summary>
internal static class Guarantees
{
    public static readonly IReadOnlyList<Term> All =
    [
        new("01", "志愿者保险", "Insurance", "Страховка"),
        new("02", "集中乘车", "Shared transport", "Общий транспорт"),
        new("03", "交通补贴", "Travel allowance", "Оплата проезда"),
        new("04", "餐饮或食物", "Meals or food", "Питание"),
        new("05", "提供饮水", "Drinking water", "Питьевая вода"),
        new("06", "提供住宿", "Lodging", "Проживание"),
        new("07", "志愿者服装", "Volunteer clothing", "Форма волонтёра"),
        new("08", "志愿服务工具", "Tools", "Инструменты"),
        new("09", "免费体检", "Free health check", "Медосмотр"),
        new("10", "专项培训", "Training", "Обучение"),
        new("11", "志愿服务证书", "Certificate of service", "Свидетельство"),
        new("99", "其他", "Other", "Другое"),
    ];

    private static readonly Dictionary<string, Term> ByCode = All.ToDictionary(t => t.Code);

    public static bool Know(IEnumerable<string> codes) => codes.All(ByCode.ContainsKey);

    public static string Name(string code) => ByCode.TryGetValue(code, out var term) ? term.Name : code;
}
