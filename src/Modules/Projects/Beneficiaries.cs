using Weiguang.People;

namespace Weiguang.Projects;

/// <summary>Whom a project or activity serves (dictionary beneficiary_group, national system).</summary>
public static class Beneficiaries
{
    public static readonly IReadOnlyList<Term> All =
    [
        new("01", "儿童", "Children", "Дети"),
        new("02", "妇女", "Women", "Женщины"),
        new("03", "老年人", "Older people", "Пожилые люди"),
        new("04", "残障人士", "People with disabilities", "Люди с инвалидностью"),
        new("05", "优抚对象", "Families of soldiers and martyrs", "Семьи военных и погибших"),
        new("06", "贫困家庭", "Families in need", "Нуждающиеся семьи"),
        new("07", "特殊群体", "People in special situations", "Люди в особой ситуации"),
        new("08", "病患者", "Patients", "Больные"),
        new("09", "农村居民", "Villagers", "Сельские жители"),
        new("10", "城镇居民", "Townspeople", "Горожане"),
        new("11", "社会公众", "The public", "Все жители"),
        new("99", "其他", "Others", "Другие"),
    ];

    private static readonly Dictionary<string, Term> ByCode = All.ToDictionary(t => t.Code);

    public static bool Know(IEnumerable<string> codes) => codes.All(ByCode.ContainsKey);

    /// <summary>The name in the reader's language; the code itself when it is unknown.</summary>
    public static string Name(string code) => ByCode.TryGetValue(code, out var term) ? term.Name : code;
}
