namespace Weiguang.People;

/// <summary>The national categories of volunteer service (national volunteer information system). A volunteer chooses at most four.</summary>
public static class ServiceCategories
{
    public static readonly IReadOnlyList<Term> All =
    [
        new("0001", "社区服务", "Community service", "Помощь по месту жительства"),
        new("0002", "扶贫减贫", "Poverty relief", "Борьба с бедностью"),
        new("0003", "支教助学", "Teaching and study aid", "Помощь в учёбе"),
        new("0004", "卫生健康", "Health", "Здоровье"),
        new("0005", "法律服务", "Legal aid", "Юридическая помощь"),
        new("0006", "环境保护", "Environment", "Охрана природы"),
        new("0007", "科技科普", "Science and technology", "Наука и техника"),
        new("0008", "文化艺术", "Culture and arts", "Культура и искусство"),
        new("0009", "平安综治", "Public safety", "Общественная безопасность"),
        new("0010", "文明风尚", "Good manners", "Культура поведения"),
        new("0011", "交通引导", "Traffic guidance", "Помощь на дорогах"),
        new("0012", "志愿消防", "Volunteer fire service", "Добровольная пожарная служба"),
        new("0013", "应急救援", "Emergency rescue", "Спасательные работы"),
        new("0014", "禁毒宣传", "Drug prevention", "Профилактика наркомании"),
        new("0015", "体育健身", "Sports and fitness", "Спорт и здоровье"),
        new("0016", "旅游服务", "Tourism", "Помощь туристам"),
        new("0017", "关爱特殊群体", "Care for people in need", "Забота о нуждающихся"),
        new("0018", "大型活动", "Large events", "Крупные мероприятия"),
        new("0019", "海外志愿服务", "Service abroad", "Служба за рубежом"),
        new("0020", "税收服务", "Tax help", "Помощь с налогами"),
        new("0099", "其他", "Other", "Другое"),
    ];

    private static readonly Terms Index = new(All);

    /// <summary>True when every code is one of ours.</summary>
    public static bool Know(IEnumerable<string> codes) => Index.Know(codes);

    /// <summary>The drawing that stands for a category where there is no photo; see <c>Picture</c>.</summary>
    public static string Scene(string code) => code switch
    {
        "0004" => "hospital",
        "0006" or "0016" => "river",
        "0002" or "0017" => "kitchen",
        "0001" or "0009" or "0010" or "0011" => "snow",
        "0012" or "0013" or "0018" => "village",
        _ => "people",
    };

    /// <summary>The name in the reader's language; the code itself when it is unknown.</summary>
    public static string Name(string code) => Index.Name(code);
}
