using Weiguang.People;

namespace Weiguang.Teams;

/// <summary>
/// Kinds of volunteer teams, "8+N": the eight service kinds that every civilization-practice centre keeps, and teams of one group of people
/// (domain dictionaries team_8n_category and team_population).
/// </summary>
public static class TeamKinds
{
    public static readonly IReadOnlyList<Term> Services =
    [
        new("STD1", "理论政策宣讲", "Talks on policy", "Беседы о политике"),
        new("STD2", "文化文艺服务", "Culture and arts", "Культура и искусство"),
        new("STD3", "助学支教", "Teaching and study aid", "Помощь в учёбе"),
        new("STD4", "医疗健身", "Health and fitness", "Здоровье и спорт"),
        new("STD5", "科学普及", "Popular science", "Популяризация науки"),
        new("STD6", "法律服务", "Legal aid", "Юридическая помощь"),
        new("STD7", "卫生环保", "Hygiene and environment", "Чистота и природа"),
        new("STD8", "扶贫帮困", "Help for families in need", "Помощь нуждающимся семьям"),
    ];

    public static readonly IReadOnlyList<Term> Groups =
    [
        new("P01", "党员志愿者", "Party members", "Члены партии"),
        new("P02", "青年志愿者", "Young people", "Молодёжь"),
        new("P03", "巾帼志愿者", "Women", "Женщины"),
        new("P04", "社区志愿者", "Neighbours", "Соседи"),
        new("P05", "职工志愿者", "Workers", "Работники предприятий"),
        new("P06", "退役军人志愿者", "Veterans", "Военные в отставке"),
        new("P07", "学生志愿者", "Students", "Учащиеся"),
        new("P08", "银龄志愿者", "Older people", "Пожилые люди"),
        new("P09", "两企三新党员", "Party members of new businesses", "Члены партии новых предприятий"),
        new("P10", "新就业群体", "Couriers and drivers", "Курьеры и водители"),
        new("P11", "五老人员", "Retired mentors", "Наставники-ветераны"),
        new("P12", "先进模范", "Model citizens", "Заслуженные люди"),
        new("P13", "返乡人才", "People who came back home", "Вернувшиеся на родину"),
        new("P14", "群众文艺骨干", "Organisers of local events", "Организаторы досуга"),
        new("P15", "农村志愿者", "Villagers", "Сельские жители"),
        new("P16", "红十字志愿者", "Red Cross", "Красный Крест"),
        new("P17", "留学生志愿者", "Foreign students", "Иностранные студенты"),
        new("P18", "城市赛会志愿者", "City events", "Городские мероприятия"),
        new("P19", "大型赛会志愿者", "Large events", "Крупные мероприятия"),
    ];

    private static readonly Dictionary<string, Term> ByCode = Services.Concat(Groups).ToDictionary(t => t.Code);

    public static IEnumerable<Term> All => Services.Concat(Groups);

    public static bool Know(string? code) => code is not null && ByCode.ContainsKey(code);

    /// <summary>The name in the reader's language; the code itself when it is unknown.</summary>
    public static string Name(string code) => ByCode.TryGetValue(code, out var term) ? term.Name : code;
}
