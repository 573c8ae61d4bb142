namespace Weiguang.Eligibility;

/// <summary>What the rules need to know about a volunteer who wants to take part, is invited or is to be sent.</summary>
/// <param name="Age">Full years; null when no proven birth date is known.</param>
/// <param name="Star">0 to 5.</param>
/// <param name="Minutes">Accumulated credit hours, in minutes.</param>
/// <param name="Agreed">Has signed the agreement that is asked for.</param>
public sealed record Applicant(
    Guid PersonId, int? Age, int Star, long Minutes, long DivisionCode, IReadOnlyList<string> Skills, IReadOnlyList<string> Categories, IReadOnlyList<Guid> TeamIds, bool Agreed);
