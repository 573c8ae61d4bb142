using System.Globalization;
using Microsoft.Extensions.Localization;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats.Line;
using Weiguang.Eligibility;
using Weiguang.Regions;

namespace Weiguang.Activities.Page.Entering;

/// <summary>What is asked of volunteers, every point in plain words, with a mark whether the viewer meets it.</summary>
internal sealed class ConditionReader(Applicants applicants, RegionDirectory regions, Viewer viewer, IStringLocalizer L)
{
    /// <param name="invited">The viewer was asked by the organiser.</param>
    public async Task<IReadOnlyList<ConditionView>> ReadAsync(Activity activity, bool agreed, bool invited, CancellationToken ct)
    {
        var asked = Terms.Of(activity).Asked;
        var me = viewer.IsSignedIn ? (await applicants.ReadAsync([viewer.PersonId], [asked], ct)).GetValueOrDefault(viewer.PersonId) : null;
        var missing = EligibilityRules.Check(asked, me is null ? null : me with { Agreed = agreed }, invited);
        var points = All(asked, invited).ToList();
        var places = await regions.NamesAsync(asked.Conditions.Within is { } within ? [within] : [], ct);
        return [.. points.Select(p => new ConditionView(p.What, p.Value, EligibilityWords.Of(L, p, places), viewer.IsSignedIn ? IsMet(p, missing) : null))];
    }

    private static bool IsMet(Unmet point, IReadOnlyList<Unmet> missing) => missing.All(m =>
        m.What != Requirement.BeVolunteer && m != point
        && !(m.What == Requirement.KnownAge && point.What is Requirement.MinAge or Requirement.MaxAge or Requirement.GrownUp));

    private static IEnumerable<Unmet> All(Asked asked, bool invited)
    {
        var c = asked.Conditions;
        IEnumerable<(bool Applies, Unmet Point)> points =
        [
            (true, new(Requirement.BeVolunteer)),
            (asked.Danger, new(Requirement.GrownUp)),
            (c.MinAge is not null, new(Requirement.MinAge, Number(c.MinAge))),
            (c.MaxAge is not null, new(Requirement.MaxAge, Number(c.MaxAge))),
            (asked.Door == Door.Team && !invited, new(Requirement.TeamMember)),
            (asked.Door == Door.Code && !invited, new(Requirement.Code)),
            (asked.Door == Door.Invitation && !invited, new(Requirement.Invitation)),
            (c.MinStar > 0, new(Requirement.Star, Number(c.MinStar))),
            (c.MinMinutes > 0, new(Requirement.Hours, Number(c.MinMinutes))),
            (c.Skills is { Length: > 0 }, new(Requirement.Skill, string.Join(' ', c.Skills ?? []))),
            (c.Categories is { Length: > 0 }, new(Requirement.Category, string.Join(' ', c.Categories ?? []))),
            (c.Within is not null, new(Requirement.Area, Number(c.Within))),
            (asked.Danger && !asked.Covered, new(Requirement.Cover)),
        ];
        return points.Where(p => p.Applies).Select(p => p.Point);
    }

    private static string Number(long? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
