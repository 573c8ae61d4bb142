using Weiguang.Recognition.Domain;
using Weiguang.Regions;

namespace Weiguang.Recognition.Stars.Deciding;

/// <summary>The two questions of the sweep, without a database.</summary>
internal static class StarProposal
{
    /// <summary>
    /// The level to propose now; 0 for none. It is the highest that the hours reach, above every star held; one at a time, and not within the
    /// waiting time after a no at that level.
    /// </summary>
    /// <param name="reached">The level the hours reach, 0 to 5.</param>
    public static int Due(int reached, IReadOnlyCollection<StarCase> stars, DateTime now)
    {
        var held = stars.Where(s => s.IsHeld).Select(s => s.Level).DefaultIfEmpty(0).Max();
        if (reached <= held || stars.Any(s => s.IsUnderWay || s.State == StarState.UnderReview))
        {
            return 0;
        }

        var former = stars.SingleOrDefault(s => s.Level == reached);
        return former is null || former.MayComeAgain(now) ? reached : 0;
    }

    /// <summary>
    /// Whether the hours still carry the star. A held star is safe as long as nothing was taken away since its award or last review,
    /// also when the division has raised its thresholds meanwhile.
    /// </summary>
    public static bool IsEnough(StarCase star, long balance, DivisionRules<StarRule> rules) =>
        balance >= rules.Of(star.DivisionCode).MinutesOf(star.Level) || (star.IsHeld && balance >= star.Minutes);
}
