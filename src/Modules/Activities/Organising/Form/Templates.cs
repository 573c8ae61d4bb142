using Weiguang.Activities.Domain;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities.Organising.Form;

/// <summary>Something stations and teams do again and again, ready to be held: source phrases and codes.</summary>
/// <param name="Key">Stable, stands in addresses.</param>
/// <param name="Category">A code of the national service categories.</param>
internal sealed record Template(string Key, string Title, string Category, string Description, IReadOnlyList<(string Name, string Skill, int Seats)> Posts, TimeOnly From, TimeOnly To)
{
    public string Bring { get; init; } = "";

    public Risk Risk { get; init; }

    public string RiskNotice { get; init; } = "";

    private static readonly string Guide = Phrase.Of("引导员");

    public static readonly IReadOnlyList<Template> All =
    [
        new("haircut", Phrase.Of("给老人义务理发"), "0017", Phrase.Of("给行动不便的老人理发、刮脸，陪着说说话。带好自己的理发工具，围布由我们准备。"),
            [(Phrase.Of("理发员"), "", 3), (Guide, "", 2)], new(14, 0), new(16, 30)) { Bring = Phrase.Of("自己的理发工具") },
        new("company", Phrase.Of("陪老人说说话"), "0017", Phrase.Of("两个人一家，陪独居老人聊聊天、读读报、教教手机。进门先说明来意，不收东西，不问存款。"),
            [(Phrase.Of("陪伴员"), "", 8)], new(9, 0), new(11, 0)),
        new("clean-up", Phrase.Of("清扫村屯环境"), "0006", Phrase.Of("清扫街道，捡拾垃圾，清理小广告。穿旧衣服、戴手套，工具由我们准备。"),
            [(Phrase.Of("清扫员"), "", 15)], new(8, 30), new(10, 30)) { Bring = Phrase.Of("手套、水") },
        new("snow", Phrase.Of("扫雪除冰"), "0001", Phrase.Of("清扫路口、站点门前和独居老人家门口的积雪。穿防滑鞋，戴手套和帽子。"),
            [(Phrase.Of("扫雪员"), "", 12)], new(8, 0), new(10, 0)) { Bring = Phrase.Of("防滑鞋、手套、帽子"), Risk = Risk.Raised, RiskNotice = Phrase.Of("路面结冰容易滑倒；不上房、不登高，不在车流里清扫，零下二十五度以下不办。") },
        new("anti-fraud", Phrase.Of("防诈骗宣讲"), "0009", Phrase.Of("讲身边的诈骗案例，帮老人装好国家反诈中心应用，发放宣传页。"),
            [(Phrase.Of("宣讲员"), "", 2), (Guide, "", 3)], new(9, 30), new(11, 0)),
        new("crossing", Phrase.Of("路口文明引导"), "0011", Phrase.Of("上下学时段在学校路口劝导行人走斑马线、不闯红灯，扶老人孩子过街。穿反光背心，站在人行道上。"),
            [(Guide, "", 6)], new(7, 0), new(8, 0)) { Bring = Phrase.Of("反光背心，没有的到了领") },
    ];

    public static Template? Find(string? key) => All.FirstOrDefault(t => t.Key == key);
}
