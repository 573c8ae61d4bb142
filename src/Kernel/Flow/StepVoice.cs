using Weiguang.Kernel.Text;

namespace Weiguang.Kernel;

/// <summary>
/// How one kind of thing says what became of a step with it: the words of its refusals, and the name its problems have in the API
/// (<c>order-not-yours</c>, <c>order-not-now</c>, <c>order-moved</c>).
/// </summary>
/// <param name="Noun">Stable word of the kind, as problems begin: order, activity, hours.</param>
/// <param name="YoursNot">Source phrase: the step is never this caller's.</param>
/// <param name="NowNot">Source phrase: not possible as it stands.</param>
/// <param name="HasMoved">Source phrase: it is no longer what the caller saw; left out where that is said in the same words.</param>
public sealed record StepVoice(string Noun, string YoursNot, string NowNot, string? HasMoved = null)
{
    public StepAnswer Done { get; } = new(StepOutcome.Done);

    public StepAnswer Missing { get; } = new(StepOutcome.Missing);

    public StepAnswer NotYours => field ??= Say(StepOutcome.NotYours);

    public StepAnswer NotNow => field ??= Say(StepOutcome.NotNow);

    public StepAnswer Moved => field ??= Say(StepOutcome.Moved);

    /// <param name="rule">Completes the name of the problem: <c>needs-review</c>.</param>
    /// <param name="why">Source phrase.</param>
    public StepAnswer Refused(string rule, string why) => new(StepOutcome.Refused) { Type = $"{Noun}-{rule}", Title = why };

    /// <param name="field">As the API names it.</param>
    /// <param name="message">Source phrase.</param>
    public StepAnswer Wrong(string field, string message) => Wrong(new Dictionary<string, string[]> { [field] = [message] });

    /// <param name="errors">Source phrases by field, as the API names them.</param>
    public StepAnswer Wrong(Dictionary<string, string[]> errors) => new(StepOutcome.Invalid) { Errors = errors };

    /// <summary>What has to be written for a step that somebody else will read about: at most 500 letters, and not nothing. Null when it will do.</summary>
    /// <param name="field">As the API names it.</param>
    public StepAnswer? Reason(string field, string? text) => ReasonText.Mistake(text) is { } mistake ? Wrong(field, mistake) : null;

    private StepAnswer Say(StepOutcome outcome) => outcome switch
    {
        StepOutcome.NotYours => new(outcome) { Type = $"{Noun}-not-yours", Title = YoursNot },
        StepOutcome.NotNow => new(outcome) { Type = $"{Noun}-not-now", Title = NowNot },
        StepOutcome.Moved => new(outcome) { Type = $"{Noun}-moved", Title = HasMoved ?? NowNot },
        StepOutcome.Done or StepOutcome.Missing or StepOutcome.Refused or StepOutcome.Invalid => new(outcome),
    };
}
