namespace Weiguang.People;

/// <summary>Languages volunteers speak (national volunteer information system); codes are its own.</summary>
public static class Languages
{
    public static readonly IReadOnlyList<Term> All =
    [
        new("4887", "汉语", "Chinese", "Китайский"),
        new("4888", "广东话", "Cantonese", "Кантонский"),
        new("4889", "英语", "English", "Английский"),
        new("4890", "法语", "French", "Французский"),
        new("4891", "俄语", "Russian", "Русский"),
        new("4892", "德语", "German", "Немецкий"),
        new("4893", "西班牙语", "Spanish", "Испанский"),
        new("4894", "日语", "Japanese", "Японский"),
        new("4895", "阿拉伯语", "Arabic", "Арабский"),
        new("4896", "葡萄牙语", "Portuguese", "Португальский"),
        new("4897", "韩语", "Korean", "Корейский"),
        new("4898", "意大利语", "Italian", "Итальянский"),
        new("4899", "阿尔巴尼亚语", "Albanian", "Албанский"),
        new("4900", "阿姆哈拉语", "Amharic", "Амхарский"),
        new("4901", "亚美尼亚语", "Armenian", "Армянский"),
        new("4902", "阿塞拜疆语", "Azerbaijani", "Азербайджанский"),
        new("4903", "马来西亚语", "Malay", "Малайский"),
        new("4904", "白俄罗斯语", "Belarusian", "Белорусский"),
        new("4905", "孟加拉语", "Bengali", "Бенгальский"),
        new("4906", "保加利亚语", "Bulgarian", "Болгарский"),
        new("4907", "缅甸语", "Burmese", "Бирманский"),
        new("4908", "加泰罗尼亚语", "Catalan", "Каталанский"),
        new("4909", "克罗地亚语", "Croatian", "Хорватский"),
        new("4910", "捷克语", "Czech", "Чешский"),
        new("4911", "丹麦语", "Danish", "Датский"),
        new("4912", "达里语", "Dari", "Дари"),
        new("4913", "迪维希语", "Dhivehi", "Мальдивский"),
        new("4914", "荷兰语", "Dutch", "Нидерландский"),
        new("4915", "波斯语", "Persian", "Персидский"),
        new("4916", "芬兰语", "Finnish", "Финский"),
        new("4917", "格鲁吉亚语", "Georgian", "Грузинский"),
        new("4918", "希腊语", "Greek", "Греческий"),
        new("4919", "希伯来语", "Hebrew", "Иврит"),
        new("4920", "印地语", "Hindi", "Хинди"),
        new("4921", "匈牙利语", "Hungarian", "Венгерский"),
        new("4922", "冰岛语", "Icelandic", "Исландский"),
        new("4923", "印尼语", "Indonesian", "Индонезийский"),
        new("4924", "哈萨克语", "Kazakh", "Казахский"),
        new("4925", "高棉语", "Khmer", "Кхмерский"),
        new("4926", "吉尔吉斯语", "Kyrgyz", "Киргизский"),
        new("4927", "老挝语", "Lao", "Лаосский"),
        new("4928", "拉脱维亚语", "Latvian", "Латышский"),
        new("4929", "立陶宛语", "Lithuanian", "Литовский"),
        new("4930", "马其顿语", "Macedonian", "Македонский"),
        new("4931", "摩尔多瓦语", "Moldovan", "Молдавский"),
        new("4932", "蒙古语", "Mongolian", "Монгольский"),
        new("4933", "尼泊尔语", "Nepali", "Непальский"),
        new("4934", "挪威语", "Norwegian", "Норвежский"),
        new("4935", "其它", "Other", "Другой"),
        new("4936", "普什图语", "Pashto", "Пушту"),
        new("4937", "菲律宾语", "Filipino", "Филиппинский"),
        new("4938", "波兰语", "Polish", "Польский"),
        new("4939", "罗马尼亚语", "Romanian", "Румынский"),
        new("4940", "塞尔维亚语", "Serbian", "Сербский"),
        new("4941", "僧伽罗语", "Sinhala", "Сингальский"),
        new("4942", "斯洛文尼亚语", "Slovenian", "Словенский"),
        new("4943", "索马里语", "Somali", "Сомалийский"),
        new("4944", "斯瓦西里语", "Swahili", "Суахили"),
        new("4945", "瑞典语", "Swedish", "Шведский"),
        new("4946", "叙利亚语", "Syriac", "Сирийский"),
        new("4947", "塔加拉语", "Tagalog", "Тагальский"),
        new("4948", "塔吉克语", "Tajik", "Таджикский"),
        new("4949", "泰语", "Thai", "Тайский"),
        new("4950", "土耳其语", "Turkish", "Турецкий"),
        new("4951", "乌克兰语", "Ukrainian", "Украинский"),
        new("4952", "乌尔都语", "Urdu", "Урду"),
        new("4953", "乌兹别克语", "Uzbek", "Узбекский"),
        new("4954", "越南语", "Vietnamese", "Вьетнамский"),
    ];

    private static readonly Terms Index = new(All);

    /// <summary>The ones to show first: those spoken in the three provinces and at their borders and games.</summary>
    public static readonly IReadOnlyList<Term> Common = [.. new[] { "4887", "4889", "4891", "4897", "4894", "4932" }.Select(code => All.Single(term => term.Code == code))];

    /// <summary>True when every code is one of ours.</summary>
    public static bool Know(IEnumerable<string> codes) => Index.Know(codes);

    /// <summary>The name in the reader's language; the code itself when it is unknown.</summary>
    public static string Name(string code) => Index.Name(code);
}
