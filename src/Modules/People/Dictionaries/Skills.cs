namespace Weiguang.People;

/// <summary>What volunteers can do (national volunteer information system).</summary>
public static class Skills
{
    public static readonly IReadOnlyList<Term> All =
    [
        new("01", "医疗急救", "First aid", "Первая помощь"),
        new("02", "体育竞技", "Competitive sports", "Спорт"),
        new("03", "驾驶运输", "Driving and transport", "Вождение и перевозки"),
        new("04", "法律服务", "Law", "Право"),
        new("05", "信息技术", "Information technology", "Информационные технологии"),
        new("06", "经营管理", "Management", "Управление"),
        new("07", "公共关系", "Public relations", "Связи с общественностью"),
        new("08", "教育培训", "Teaching and training", "Преподавание"),
        new("09", "电器维修", "Appliance repair", "Ремонт электроприборов"),
        new("10", "安全保卫", "Security", "Охрана"),
        new("11", "财会金融", "Accounting and finance", "Бухгалтерия и финансы"),
        new("12", "设计创意", "Design", "Дизайн"),
        new("13", "客服接待", "Reception and service", "Приём посетителей"),
        new("14", "物业养护", "Building maintenance", "Обслуживание зданий"),
        new("15", "新闻写作", "News writing", "Журналистика"),
        new("16", "精通外语", "Foreign languages", "Иностранные языки"),
        new("17", "音乐", "Music", "Музыка"),
        new("18", "心理咨询", "Psychological support", "Психологическая помощь"),
        new("19", "护理照护", "Nursing and care", "Уход за больными"),
        new("20", "手工制作", "Handicrafts", "Рукоделие"),
        new("21", "文化艺术", "Culture and arts", "Культура и искусство"),
        new("22", "网络技术", "Networks", "Компьютерные сети"),
        new("23", "摄像摄影", "Photography and video", "Фото и видео"),
        new("99", "其他", "Other", "Другое"),
    ];

    private static readonly Terms Index = new(All);

    /// <summary>True when every code is one of ours.</summary>
    public static bool Know(IEnumerable<string> codes) => Index.Know(codes);

    /// <summary>The name in the reader's language; the code itself when it is unknown.</summary>
    public static string Name(string code) => Index.Name(code);
}
