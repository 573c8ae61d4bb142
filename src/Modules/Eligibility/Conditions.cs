namespace Weiguang.Eligibility;

/// <summary>What an organiser asks of volunteers. Null and empty mean no condition; several values of one condition mean any of them.</summary>
/// <param name="MinAge">Full years on the first day.</param>
/// <param name="MinStar">1 to 5; 0 asks for none.</param>
/// <param name="MinMinutes">Accumulated credit hours, in minutes.</param>
/// <param name="Skills">Codes of <see cref="People.Skills"/>.</param>
/// <param name="Categories">Codes of <see cref="People.ServiceCategories"/> the volunteer has chosen.</param>
/// <param name="Within">Division the volunteer lives in, with everything below it.</param>
/// <param name="Agreement">A written agreement is signed before the seat counts.</param>
public sealed record Conditions(
    int? MinAge = null, int? MaxAge = null, int MinStar = 0, int MinMinutes = 0, string[]? Skills = null, string[]? Categories = null, long? Within = null, bool Agreement = false)
{
    public static readonly Conditions None = new();

    /// <summary>True when nothing about the volunteer has to be looked up.</summary>
    public bool AreNone => this is { MinAge: null, MaxAge: null, MinStar: 0, MinMinutes: 0, Within: null, Agreement: false } && Skills is null or [] && Categories is null or [];
}
