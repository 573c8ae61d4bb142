namespace Weiguang.Activities.CheckIn.Line;

/// <summary>Everything about one volunteer that an answer depends on: their seats around that time, in any activity, and what was read of them.</summary>
internal sealed record ProofCase(IReadOnlyList<Seat> Seats, IReadOnlyList<ProofRequest> Proofs);

/// <summary>The rules of checking in and out, without any database: whoever calls holds the volunteer. docs/algorithms/check-in.md tells the reasons.</summary>
internal static class CheckInRules
{
    /// <summary>
    /// More than anybody comes, goes or shows themselves in a few days. Every reading works all of them out, and everybody at the desk waits for it. Each end has its own, of each who reads:
    /// nobody's readings take the place of another's, and who was seen too often can still leave.
    /// </summary>
    internal const int Most = 100;

    /// <summary>The answer, and how the proofs add up with this one; null when it is not to be kept.</summary>
    public static (ProofAnswer Answer, Attending? Kept) Decide(ProofCase c, ProofRequest request)
    {
        if (c.Proofs.Count(p => (p.End, p.By) == (request.End, request.By)) >= Most)
        {
            return (new(ProofOutcome.TooOften), null);
        }

        var attending = Attending.Of(c.Seats, [.. c.Proofs, request]);
        var answer = attending.AnswerTo(request);
        return (attending.IsDisputed(answer) && request.IsLate ? answer with { Outcome = ProofOutcome.Disputed } : answer, IsKept(answer.Outcome) ? attending : null);
    }

    /// <summary>The answer to a proof that is on record.</summary>
    public static ProofAnswer Repeat(ProofCase c, ProofRequest request)
    {
        var answer = Attending.Of(c.Seats, c.Proofs).AnswerTo(request) with { IsDoorAsked = c.Proofs.Any(p => (p.ActivityId, p.Nonce) == (request.ActivityId, request.Nonce) && p.IsDoorAsked) };
        return answer.IsGood || answer.Outcome == ProofOutcome.Missing ? answer with { Outcome = ProofOutcome.Replayed } : answer;
    }

    /// <summary>
    /// What the time and the seat alone refuse is refused for good. Everything else stays on record, also a leaving to which there is no arrival and what is pressed twice: what it means
    /// may follow from something that was read earlier and comes in later.
    /// </summary>
    private static bool IsKept(ProofOutcome outcome) => outcome is not (ProofOutcome.NotSignedUp or ProofOutcome.NotYet or ProofOutcome.TooLate);
}
