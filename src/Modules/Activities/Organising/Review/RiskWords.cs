using Weiguang.People;

namespace Weiguang.Activities.Organising.Review;

/// <summary>Words by which a text tells of danger, whatever risk its organiser has chosen. Who signed up for something else has not agreed to them (<see cref="ReviewRule.IsRisky"/>).</summary>
internal static class RiskWords
{
    private static readonly string[] All =
    [
        "高空", "高处", "登高", "爬高", "上房", "房上", "房顶", "楼顶", "爬梯", "梯子", "悬空", "攀爬", "攀岩", "悬崖", "爬树", "屋顶", "脚手架", "明火", "动火", "焊接", "烟花", "爆竹", "易燃", "爆炸", "水上", "水下", "下水", "涉水", "潜水", "游泳", "划船", "冰面", "凿冰", "河面", "水库", "过河",
        "夜间", "夜里", "半夜", "深夜", "通宵", "凌晨", "未成年人", "带电", "高压", "电线杆", "井下", "下井", "窨井", "危房", "塌方", "电锯", "油锯", "砍伐", "汽油", "燃气", "液化气", "拆除", "吊装", "化学品", "农药", "有毒", "传染", "抢险", "救援", "灭火", "消防", "洪水", "防汛", "野外", "无人区", "探险",
    ];

    /// <summary>Those that one names and the other does not.</summary>
    public static IEnumerable<string> NewIn(ActivitySnapshot after, ActivitySnapshot before)
    {
        var (says, said) = (Texts(after), Texts(before));
        return All.Where(word => Names(says, word) && !Names(said, word));
    }

    private static bool Names(IEnumerable<string> texts, string word) => texts.Any(text => text.Contains(word, StringComparison.Ordinal));

    /// <summary>All that it says, letters and digits alone: 屋 顶 is a roof as well.</summary>
    private static List<string> Texts(ActivitySnapshot s) =>
        [.. new[] { s.Title, s.Description, s.Place, s.RiskNotice, s.Bring ?? "", Category(s) }.Concat((s.Posts ?? []).SelectMany(p => new[] { p.Name, p.Duties })).Select(text => string.Concat(text.Where(char.IsLetterOrDigit)))];

    private static string Category(ActivitySnapshot s) => ServiceCategories.All.FirstOrDefault(c => c.Code == s.Category)?.Chinese ?? "";
}
