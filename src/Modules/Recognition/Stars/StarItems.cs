using System.ComponentModel.DataAnnotations;
using Weiguang.Kernel.Text;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Stars.Deciding;

namespace Weiguang.Recognition.Stars;

internal sealed record ReasonRequest([property: MaxLength(ReasonText.MostLetters)] string? Reason);

internal sealed record DecisionRequest(bool Upheld, [property: MaxLength(ReasonText.MostLetters)] string? Reason);

internal sealed record StarDone(string Result);

/// <param name="Name">Masked in public lists, whole for certifiers.</param>
/// <param name="Minutes">Credit minutes when it was proposed.</param>
/// <param name="PublicUntil">End of the publicity, UTC.</param>
internal sealed record StarItem(Guid Id, int Level, StarState State, DateTime Since, string Name, long Division, long Minutes, DateTime? PublicUntil, int OpenObjections)
{
    public static StarItem Of(StarLine s) => new(s.Id, s.Level, s.State, s.StateAt, s.Name, s.DivisionCode, s.Minutes, s.PublicUntil, s.OpenObjections);
}

/// <param name="Next">The level above the highest held; null at the top.</param>
/// <param name="MissingMinutes">What is missing to <paramref name="Next"/>.</param>
internal sealed record MyStar(int Level, long Minutes, int? Next, long? NeededMinutes, long? MissingMinutes, IReadOnlyList<MyStarItem> Stars)
{
    public static MyStar Of(IReadOnlyList<StarCase> own, StarRule rule, long minutes)
    {
        var level = own.Where(s => s.IsHeld).Select(s => s.Level).DefaultIfEmpty(0).Max();
        int? next = level < StarRule.Levels ? level + 1 : null;
        long? needed = next is { } n ? rule.MinutesOf(n) : null;
        return new(level, minutes, next, needed, needed - minutes is var missing && missing < 0 ? 0 : missing,
            [.. own.Select(s => new MyStarItem(s.Id, s.Level, s.State, s.StateAt, s.PublicUntil))]);
    }
}

internal sealed record MyStarItem(Guid Id, int Level, StarState State, DateTime Since, DateTime? PublicUntil);

internal sealed record StarFileItem(
    Guid Id, int Level, StarState State, string Name, string Number, long Division, long Minutes, long NeededMinutes, DateTime? PublicUntil,
    IReadOnlyList<StarStep> Steps, IReadOnlyList<ObjectionLine> Objections, IReadOnlyList<StarStoryItem> Story)
{
    public static StarFileItem Of(StarFile f) => new(
        f.Star.Id, f.Star.Level, f.Star.State, f.Name, f.Number, f.Star.DivisionCode, f.Balance, f.Needed, f.Star.PublicUntil,
        [.. f.Steps], f.Objections, [.. f.Story.Select(e => new StarStoryItem(e.State, e.Reason, e.At))]);
}

internal sealed record StarStoryItem(StarState State, string Reason, DateTime At);

/// <param name="Decision">Why; a yes needs no words.</param>
internal sealed record RuleDecisionRequest(bool? Approved, [property: MaxLength(ReasonText.MostLetters)] string? Decision = null);
