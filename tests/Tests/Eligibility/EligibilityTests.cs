using FsCheck;
using FsCheck.Fluent;
using Weiguang.Eligibility;

namespace Weiguang.Tests.Eligibility;

public class EligibilityTests
{
    private static readonly Guid Team = Guid.CreateVersion7();

    private static readonly Applicant Grown = new(Guid.CreateVersion7(), 40, 3, 6000, TestPeople.Village, ["0102"], ["0006"], [Team], true);

    [Fact]
    public void Somebody_who_is_no_volunteer_is_asked_for_that_alone() =>
        Assert.Equal([new Unmet(Requirement.BeVolunteer)], EligibilityRules.Check(Ask(new(MinAge: 18, MinStar: 2)), null));

    [Fact]
    public void Every_unmet_condition_is_named_not_only_the_first()
    {
        var asked = Ask(new(MinAge: 50, MinStar: 4, MinMinutes: 9000, Skills: ["0103"], Categories: ["0001"], Within: TestPeople.NextCounty), Door.Team, Guid.NewGuid());
        Assert.Equal(
            [Requirement.MinAge, Requirement.TeamMember, Requirement.Star, Requirement.Hours, Requirement.Skill, Requirement.Category, Requirement.Area],
            EligibilityRules.Check(asked, Grown).Select(u => u.What));
    }

    [Theory]
    [InlineData(17, false)]
    [InlineData(18, true)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void Ages_count_on_both_borders(int age, bool fits) =>
        Assert.Equal(fits, EligibilityRules.Check(Ask(new(MinAge: 18, MaxAge: 60)), Grown with { Age = age }).Count == 0);

    [Fact]
    public void An_age_nobody_knows_is_asked_for_only_where_it_matters()
    {
        Assert.Empty(EligibilityRules.Check(Ask(new()), Grown with { Age = null }));
        Assert.Equal([Requirement.KnownAge], EligibilityRules.Check(Ask(new(MinAge: 18)), Grown with { Age = null }).Select(u => u.What));
    }

    [Theory]
    [InlineData(TestPeople.County, true)]
    [InlineData(220000000000, true)]
    [InlineData(TestPeople.Village, true)]
    [InlineData(TestPeople.NextCounty, false)]
    public void A_place_stands_for_everything_below_it(long within, bool fits) =>
        Assert.Equal(fits, EligibilityRules.Check(Ask(new(Within: within)), Grown).Count == 0);

    [Fact]
    public void A_code_opens_every_door_and_waives_wishes_but_never_the_law()
    {
        var asked = Ask(new(MinAge: 50, MinStar: 5, MinMinutes: 99999, Agreement: true), Door.Invitation) with { Danger = true, Skill = "0199" };
        Assert.Equal(
            [Requirement.MinAge, Requirement.Cover, Requirement.Skill, Requirement.Agreement],
            EligibilityRules.Check(asked, Grown with { Agreed = false }, withCode: true).Select(u => u.What));
    }

    [Fact]
    public void Dangerous_work_is_for_grown_ups_under_cover() =>
        Assert.Equal([Requirement.GrownUp, Requirement.Cover], EligibilityRules.Check(Ask(new()) with { Danger = true }, Grown with { Age = 17 }).Select(u => u.What));

    [Theory]
    [InlineData(Door.Team, Requirement.TeamMember)]
    [InlineData(Door.Code, Requirement.Code)]
    [InlineData(Door.Invitation, Requirement.Invitation)]
    public void A_door_opens_to_the_invited(Door door, Requirement closed)
    {
        Assert.Equal([closed], EligibilityRules.Check(Ask(new(), door, Guid.NewGuid()), Grown).Select(u => u.What));
        Assert.Empty(EligibilityRules.Check(Ask(new(), door, Guid.NewGuid()), Grown, invited: true));
    }

    /// <summary>Asking for less, or being able to do more, never makes anybody less eligible.</summary>
    [Fact]
    public void More_hours_stars_and_skills_never_hurt()
    {
        var arbitrary = (
            from star in Gen.Choose(0, 5)
            from minutes in Gen.Choose(0, 10000)
            from minStar in Gen.Choose(0, 5)
            from minMinutes in Gen.Choose(0, 10000)
            from more in Gen.Choose(0, 3000)
            from skills in Gen.SubListOf("0101", "0102", "0103")
            from wanted in Gen.SubListOf("0101", "0102", "0103")
            select (star, minutes, minStar, minMinutes, more, skills, wanted)).ToArbitrary();
        Prop.ForAll(arbitrary, x =>
        {
            var asked = Ask(new(MinStar: x.minStar, MinMinutes: x.minMinutes, Skills: [.. x.wanted]));
            var now = EligibilityRules.Check(asked, Grown with { Star = x.star, Minutes = x.minutes, Skills = [.. x.skills] });
            var later = EligibilityRules.Check(asked, Grown with { Star = Math.Min(5, x.star + 1), Minutes = x.minutes + x.more, Skills = ["0101", .. x.skills] });
            var fits = x.star >= x.minStar && x.minutes >= x.minMinutes && (x.wanted.Count == 0 || x.wanted.Any(x.skills.Contains));
            return fits == (now.Count == 0) && later.All(now.Contains);
        }).QuickCheckThrowOnFailure();
    }

    private static Asked Ask(Conditions conditions, Door door = Door.Open, Guid? team = null) => new(conditions, door, team ?? Team, "", false, false);
}
