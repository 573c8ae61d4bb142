using System.Globalization;
using Microsoft.Extensions.Localization;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Form;
using Weiguang.Eligibility;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.Projects;
using Weiguang.Regions;

namespace Weiguang.Activities.Organising.Review;

/// <summary>One thing that an activity says otherwise than when it was last approved, in plain words; empty where it said nothing.</summary>
public sealed record Difference(string What, string Before, string After);

/// <summary>What changed since the last approval, for the reviewer.</summary>
internal sealed class Differences(IStringLocalizer L, RegionDirectory regions)
{
    public async Task<IReadOnlyList<Difference>> BetweenAsync(ActivitySnapshot before, ActivitySnapshot after, CancellationToken ct)
    {
        var places = await regions.NamesAsync(
            new[] { before.DivisionCode, after.DivisionCode, before.Conditions.Within ?? 0, after.Conditions.Within ?? 0 }, ct);
        return [.. Lines(before, places).Zip(Lines(after, places), (b, a) => new Difference(b.What, b.Says, a.Says)).Where(d => d.Before != d.After)];
    }

    private IEnumerable<(string What, string Says)> Lines(ActivitySnapshot s, IReadOnlyDictionary<long, string> places)
    {
        yield return (L["活动名称"], s.Title);
        yield return (L["风险"], L[ActivityWords.Short(s.Risk)]);
        yield return (L["风险和注意事项"], s.RiskNotice);
        yield return (L["要带什么"], s.Bring ?? "");
        yield return (L["保险"], s.Cover);
        yield return (L["集合地点"], $"{places.GetValueOrDefault(s.DivisionCode)} {s.Place}".Trim());
        yield return (L["集合地点的经纬度"], s.Lat is { } lat && s.Lon is { } lon ? string.Create(CultureInfo.InvariantCulture, $"{lat:0.#####}, {lon:0.#####}") : "");
        yield return (L["时间和岗位"], string.Join('\n', s.Shifts.Select(x => L["{0}，{1}，{2} 人", DayTime.Span(x.StartsAt, x.EndsAt), x.Post, x.Capacity].Value)));
        yield return (L["具体做什么"], string.Join('\n', (s.Posts ?? []).Where(p => p.Duties.Length > 0).Select(p => $"{p.Name}：{p.Duties}")));
        yield return (L["招谁"], L[ActivityWords.Of(s.Recruit)]);
        yield return (L["报名条件"], string.Join('\n', Conditions(s, places)));
        yield return (L["报名时间"], $"{Clock(s.OpensAt)} – {Clock(s.ClosesAt)}");
        yield return (L["服务类别"], ServiceCategories.Name(s.Category));
        yield return (L["服务谁"], string.Join(L["、"], s.Beneficiaries.Order(StringComparer.Ordinal).Select(Beneficiaries.Name)));
        yield return (L["给志愿者的保障"], string.Join(L["、"], s.Guarantees.Order(StringComparer.Ordinal).Select(Guarantees.Name)));
        yield return (L["活动说明"], s.Description);
        yield return (L["提前几分钟可以签到"], $"{s.SlackMinutes}");
        yield return (L["离集合地点多少米内能定位签到"], $"{s.FenceMetres}");
        yield return (L["怎么签到"], s.Ways is { } ways ? string.Join(L["、"], Enum.GetValues<CheckInWays>().Where(w => w is not (CheckInWays.None or CheckInWays.All) && ways.HasFlag(w)).Select(w => L[ActivityWords.Of(w)].Value)) : "");
    }

    /// <summary>The conditions one by one, in words.</summary>
    public IEnumerable<string> Conditions(ActivitySnapshot s, IReadOnlyDictionary<long, string> places)
    {
        var c = s.Conditions;
        return from line in new (bool Asked, Requirement What, object? Value)[]
               {
                   (c.MinAge is not null, Requirement.MinAge, c.MinAge), (c.MaxAge is not null, Requirement.MaxAge, c.MaxAge),
                   (s.Risk == Risk.High, Requirement.GrownUp, null), (c.MinStar > 0, Requirement.Star, c.MinStar), (c.MinMinutes > 0, Requirement.Hours, c.MinMinutes),
                   (c.Skills is { Length: > 0 }, Requirement.Skill, string.Join(' ', c.Skills ?? [])), (c.Categories is { Length: > 0 }, Requirement.Category, string.Join(' ', c.Categories ?? [])),
                   (c.Within is not null, Requirement.Area, c.Within), (c.Agreement, Requirement.Agreement, null),
               }
               where line.Asked
               select EligibilityWords.Of(L, new Unmet(line.What, Convert.ToString(line.Value, CultureInfo.InvariantCulture) ?? ""), places);
    }

    private static string Clock(DateTime utc) => utc.ToShanghai().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
