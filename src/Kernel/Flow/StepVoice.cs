using Microsoft.AspNetCore.Http;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel;

/// <summary>
/// How one kind of thing says what became of a step with it: the words of its refusals, and the name its problems have in the API
/// (<c>order-not-yours</c>, <c>order-not-now</c>, <c>order-moved</c>). What is left out is never said.
/// </summary>
/// <param name="Noun">Stable word of the kind, as problems begin: order, activity, hours.</param>
/// <param name="YoursNot">The step is never this caller's.</param>
/// <param name="NowNot">Not possible as it stands.</param>
/// <param name="HasMoved">It is no longer what the caller saw.</param>
public sealed record StepVoice(string Noun, StepRefusal? YoursNot = null, StepRefusal? NowNot = null, StepRefusal? HasMoved = null)
{
    public StepAnswer Done { get; } = new(StepOutcome.Done);

    public StepAnswer Missing { get; } = new(StepOutcome.Missing);

    public StepAnswer NotYours => field ??= Say(StepOutcome.NotYours, "not-yours", YoursNot);

    public StepAnswer NotNow => field ??= Say(StepOutcome.NotNow, "not-now", NowNot);

    public StepAnswer Moved => field ??= Say(StepOutcome.Moved, "moved", HasMoved);

    /// <summary>What the API's pages of problems say of them; a module names them among its own.</summary>
    public IEnumerable<ProblemNote> Notes => [.. Note(StatusCodes.Status403Forbidden, "not-yours", YoursNot), .. Note(StatusCodes.Status409Conflict, "not-now", NowNot), .. Note(StatusCodes.Status409Conflict, "moved", HasMoved)];

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

    private IEnumerable<ProblemNote> Note(int status, string rule, StepRefusal? said) => said is null ? [] : [new(status, $"{Noun}-{rule}", said.Title, said.Advice)];

    private StepAnswer Say(StepOutcome outcome, string rule, StepRefusal? said) =>
        new(outcome) { Type = $"{Noun}-{rule}", Title = (said ?? throw new InvalidOperationException($"{Noun}-{rule} is never said: its voice has no words for it.")).Title };
}

/// <summary>A refusal, and what the caller of the API may do about it; source phrases.</summary>
public sealed record StepRefusal(string Title, string Advice);
