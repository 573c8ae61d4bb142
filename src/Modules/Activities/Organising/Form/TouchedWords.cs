using Microsoft.Extensions.Localization;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Organising.Form;

/// <summary>What a change does to people's seats, as it is asked before it is done.</summary>
internal static class TouchedWords
{
    /// <summary>What was asked about; not how many people, for while they sign up it would be asked for ever.</summary>
    public static string Key(IEnumerable<TouchedShift> touched) => string.Join(',', touched.Select(s => $"{s.Id:N}:{s.To?.StartsAt.Ticks}:{s.To?.EndsAt.Ticks}:{s.Seats}"));

    public static string Ask(TouchedShift shift, IStringLocalizer L)
    {
        var when = DayTime.Span(shift.StartsAt, shift.EndsAt);
        var asked = shift switch
        {
            { To: { } to } => L["{0} 这一班已有 {1} 人报名。这样保存就改到{2}，他们会收到消息。真要改，再点一次保存。", when, shift.People, DayTime.Span(to.StartsAt, to.EndsAt)],
            { Seats: { } seats } => L["{0} 这一班已有 {1} 人报名。名额改成 {2} 个，报上的都还在，但候补的排不上了，有人退出也先不补。真要改，再点一次保存。", when, shift.People, seats],
            _ => L["{0} 这一班已有 {1} 人报名。这样保存就取消这一班，他们会收到消息。真要取消，再点一次保存。", when, shift.People],
        };
        return shift.Names.Count == 0 ? asked : $"{asked} {Who(shift, L)}";
    }

    private static string Who(TouchedShift shift, IStringLocalizer L)
    {
        var names = string.Join(L["、"], shift.Names);
        return shift.Names.Count < shift.People ? L["里面有：{0}……", names] : L["他们是：{0}。", names];
    }
}
