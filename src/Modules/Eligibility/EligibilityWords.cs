using Weiguang.Kernel.Time;
using System.Globalization;
using Microsoft.Extensions.Localization;
using Weiguang.Ledger;
using Weiguang.People;

namespace Weiguang.Eligibility;

/// <summary>Conditions that are not met, in plain words.</summary>
public static class EligibilityWords
{
    /// <summary>Several of them in one sentence.</summary>
    public static string All(IStringLocalizer L, IEnumerable<Unmet> unmet, IReadOnlyDictionary<long, string>? places = null) =>
        string.Join(L["；"], unmet.Select(u => Of(L, u, places ?? new Dictionary<long, string>())));

    /// <param name="places">Names of the divisions that area conditions name.</param>
    public static string Of(IStringLocalizer L, Unmet unmet, IReadOnlyDictionary<long, string> places) => unmet.What switch
    {
        Requirement.BeVolunteer => L["先登记成为志愿者"],
        Requirement.KnownAge => L["先在“我的”里填好身份信息，系统才知道您的年龄"],
        Requirement.MinAge => L["要满 {0} 周岁", unmet.Value],
        Requirement.MaxAge => L["超过 {0} 周岁的不招", unmet.Value],
        Requirement.GrownUp => L["这件事有危险，未满 18 周岁不能参加"],
        Requirement.Star => L["要有 {0} 星以上的志愿者星级", unmet.Value],
        Requirement.Hours => L["要累计服务满 {0}", L.InWords(long.Parse(unmet.Value, CultureInfo.InvariantCulture))],
        Requirement.Skill => L["要会：{0}", Names(L, unmet.Value, Skills.Name)],
        Requirement.Category => L["要在您的资料里选了：{0}", Names(L, unmet.Value, ServiceCategories.Name)],
        Requirement.Area => L["只招住在{0}的志愿者", long.TryParse(unmet.Value, out var code) ? places.GetValueOrDefault(code, "") : ""],
        Requirement.TeamMember => L["只招本队队员"],
        Requirement.Code => L["要填组织者给的报名码"],
        Requirement.Invitation => L["要有组织者的邀请"],
        Requirement.Agreement => L["要先签志愿服务协议"],
        Requirement.Cover => L["组织者还没有给志愿者上保险，暂时不能参加"],
    };

    private static string Names(IStringLocalizer L, string codes, Func<string, string> name) => string.Join(L["、"], codes.Split(' ').Select(name));
}
