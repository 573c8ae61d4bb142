using Weiguang.Regions;

namespace Weiguang.Eligibility;

/// <summary>The one rule engine of who may take part: used by sign-up, confirmation, dispatch and acceptance alike. It names every condition that is not met, not only the first.</summary>
public static class EligibilityRules
{
    private const int GrownUp = 18;

    /// <param name="applicant">Null for somebody who is no volunteer.</param>
    /// <param name="invited">Asked by the organiser.</param>
    /// <param name="withCode">Gave the right code.</param>
    public static IReadOnlyList<Unmet> Check(Asked asked, Applicant? applicant, bool invited = false, bool withCode = false)
    {
        if (applicant is null)
        {
            return [new(Requirement.BeVolunteer)];
        }

        var unmet = new List<Unmet>();
        Law(asked, applicant, unmet);
        AtTheDoor(asked, applicant, invited || withCode, unmet);
        if (!withCode)
        {
            Wishes(asked.Conditions, applicant, unmet);
        }

        return unmet;
    }

    // What no code and no invitation can waive.
    private static void Law(Asked asked, Applicant who, List<Unmet> unmet)
    {
        var c = asked.Conditions;
        Add(unmet, asked.AsksAge && who.Age is null, Requirement.KnownAge);
        Add(unmet, asked.Danger && who.Age < GrownUp, Requirement.GrownUp);
        Add(unmet, who.Age < c.MinAge, Requirement.MinAge, c.MinAge);
        Add(unmet, who.Age > c.MaxAge, Requirement.MaxAge, c.MaxAge);
        Add(unmet, asked.Danger && !asked.Covered, Requirement.Cover);
        Add(unmet, asked.Skill.Length > 0 && !who.Skills.Contains(asked.Skill), Requirement.Skill, asked.Skill);
        Add(unmet, c.Agreement && !who.Agreed, Requirement.Agreement);
    }

    private static void AtTheDoor(Asked asked, Applicant who, bool asGuest, List<Unmet> unmet)
    {
        Add(unmet, asked.Door == Door.Team && !asGuest && !(asked.TeamId is { } team && who.TeamIds.Contains(team)), Requirement.TeamMember);
        Add(unmet, asked.Door == Door.Code && !asGuest, Requirement.Code);
        Add(unmet, asked.Door == Door.Invitation && !asGuest, Requirement.Invitation);
    }

    private static void Wishes(Conditions c, Applicant who, List<Unmet> unmet)
    {
        Add(unmet, who.Star < c.MinStar, Requirement.Star, c.MinStar);
        Add(unmet, who.Minutes < c.MinMinutes, Requirement.Hours, c.MinMinutes);
        Add(unmet, c.Skills is { Length: > 0 } skills && !skills.Intersect(who.Skills).Any(), Requirement.Skill, string.Join(' ', c.Skills ?? []));
        Add(unmet, c.Categories is { Length: > 0 } categories && !categories.Intersect(who.Categories).Any(), Requirement.Category, string.Join(' ', c.Categories ?? []));
        Add(unmet, c.Within is { } place && !IsIn(who.DivisionCode, place), Requirement.Area, c.Within);
    }

    private static bool IsIn(long division, long place)
    {
        var (from, to) = DivisionCodes.Range(place);
        return division >= from && division < to;
    }

    private static void Add(List<Unmet> unmet, bool missing, Requirement what, object? value = null)
    {
        if (missing)
        {
            unmet.Add(new(what, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? ""));
        }
    }
}
