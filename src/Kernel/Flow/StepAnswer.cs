using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Photos;

namespace Weiguang.Kernel;

/// <summary>
/// What became of a step: done, or why not and what is possible instead. A <see cref="StepVoice"/> makes them; a page shows one by
/// <see cref="Ui.StepShow"/>, the API answers with <see cref="Problem"/>.
/// </summary>
public sealed record StepAnswer(StepOutcome Outcome)
{
    /// <summary>Name of the problem in the API; empty for what every kind answers alike.</summary>
    public string Type { get; init; } = "";

    /// <summary>Source phrase of the refusal.</summary>
    public string Title { get; init; } = "";

    /// <summary>Source phrase of what to do instead, where that can be said.</summary>
    public string? Advice { get; init; }

    /// <summary>Of what names people: a sentence in the reader's language, said instead of <see cref="Title"/>.</summary>
    public string? Sentence { get; init; }

    /// <summary>Messages by field, as the API names them; source phrases.</summary>
    public Dictionary<string, string[]> Errors { get; init; } = [];

    /// <summary>Pictures of the form that the step would not have, and why: they are not held for the next try.</summary>
    public IReadOnlyList<RefusedPhoto> Photos { get; init; } = [];

    /// <summary>How the thing stands now: state, version, what the caller may do instead.</summary>
    public ProblemFacts Facts { get; init; } = new();

    /// <summary>What happened since the caller looked; null when nothing did, or nobody knows.</summary>
    public Meanwhile? Meanwhile { get; init; }

    public bool IsDone => Outcome == StepOutcome.Done;

    /// <summary>Answers 204, or the problem.</summary>
    public Results<NoContent, Problem> ToResult() => IsDone ? TypedResults.NoContent() : Problem();

    /// <exception cref="InvalidOperationException">It was done.</exception>
    public Problem Problem() => Outcome switch
    {
        StepOutcome.Done => throw new InvalidOperationException("What was done is not refused."),
        StepOutcome.Missing => Problems.NotFound(),
        StepOutcome.NotYours => new Problem(StatusCodes.Status403Forbidden, Type, Title) { Facts = Facts },
        StepOutcome.NotNow or StepOutcome.Moved => new Problem(StatusCodes.Status409Conflict, Type, Advice ?? Title) { Facts = new(Facts) { ["meanwhile"] = Meanwhile } },
        StepOutcome.Refused => new Problem(StatusCodes.Status409Conflict, Type, Sentence ?? Title) { Facts = Facts },
        StepOutcome.Invalid => Problems.Invalid(Errors),
    };

    /// <summary>The same, with how the thing stands now.</summary>
    public StepAnswer At(Enum state, int? version = null, object? allowed = null)
    {
        var facts = new ProblemFacts(Facts) { ["state"] = state };
        if (version is not null)
        {
            facts["version"] = version;
        }

        if (allowed is not null)
        {
            facts["allowed"] = allowed;
        }

        return this with { Facts = facts };
    }
}
