using Microsoft.Extensions.Localization;
using Weiguang.Cases;
using Weiguang.Hours.Rulebook;
using Weiguang.Kernel.Text;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Hours.Waiting;

/// <summary>Changes of the rules of hours.</summary>
internal sealed class RuleCases(RuleBook book, PersonDirectory people, RegionDirectory regions, IStringLocalizer L)
    : RuleCaseKind("hours.rule", Phrase.Of("同意改时长规则"), HoursPermissions.SetRules, HourSheets.All, book, people, regions, L)
{
    protected override string HrefOf(RuleSheet sheet, long place) => $"/console/hour-rules/{place}/{sheet.Slug()}";
}
