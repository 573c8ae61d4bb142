namespace Weiguang.Eligibility;

/// <summary>What somebody is asked for.</summary>
public enum Requirement { BeVolunteer, KnownAge, MinAge, MaxAge, GrownUp, Star, Hours, Skill, Category, Area, TeamMember, Code, Invitation, Agreement, Cover }

/// <summary>One condition that is not met. <paramref name="Value"/> is the age, star, minutes, code of skill or category, or division asked for.</summary>
public sealed record Unmet(Requirement What, string Value = "");
