using System.Runtime.CompilerServices;

namespace Weiguang.Kernel;

/// <summary>One step of a <see cref="Flow{TState,TAction,TParty}"/>: what is done, from where to where, and whose step it is.</summary>
public sealed record FlowStep<TState, TAction, TParty>(TAction Action, TState From, TState To, TParty By)
    where TState : struct, Enum
    where TAction : struct, Enum
    where TParty : struct, Enum;

/// <summary>
/// A state machine as a table: which step leads from where to where, and whose step it is. Entities, pages and the API ask the same table, so a button
/// that is shown leads somewhere.
/// </summary>
/// <typeparam name="TParty">Flags: somebody may act in several parts at once.</typeparam>
public sealed class Flow<TState, TAction, TParty>
    where TState : struct, Enum
    where TAction : struct, Enum
    where TParty : struct, Enum
{
    private readonly ILookup<TState, FlowStep<TState, TAction, TParty>> _from;

    /// <exception cref="ArgumentException">A step is nobody's, or one party could take the same step to two places.</exception>
    public Flow(IReadOnlyList<FlowStep<TState, TAction, TParty>> steps)
    {
        foreach (var step in steps)
        {
            if (Bits(step.By) == 0 || steps.Any(other => !ReferenceEquals(other, step) && IsAt(other, step.From, step.Action) && AreShared(other.By, step.By)))
            {
                throw new ArgumentException($"{step} is nobody's, or leads to two places.", nameof(steps));
            }
        }

        (Steps, _from) = (steps, steps.ToLookup(s => s.From));
    }

    public IReadOnlyList<FlowStep<TState, TAction, TParty>> Steps { get; }

    /// <summary>The step, or null when it is not possible from this state for these parties.</summary>
    public FlowStep<TState, TAction, TParty>? Find(TState from, TAction action, TParty parties)
    {
        foreach (var step in _from[from])
        {
            if (IsAt(step, from, action) && AreShared(step.By, parties))
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>Everything these parties may do in this state, in the order of the table.</summary>
    public IReadOnlyList<TAction> Allowed(TState from, TParty parties) => [.. _from[from].Where(s => AreShared(s.By, parties)).Select(s => s.Action).Distinct()];

    /// <summary>Whether these parties could ever take this step: if not, it is not theirs; if so, only the moment is wrong.</summary>
    public bool IsEverFor(TAction action, TParty parties) => Steps.Any(s => EqualityComparer<TAction>.Default.Equals(s.Action, action) && AreShared(s.By, parties));

    private static bool IsAt(FlowStep<TState, TAction, TParty> step, TState from, TAction action) =>
        EqualityComparer<TState>.Default.Equals(step.From, from) && EqualityComparer<TAction>.Default.Equals(step.Action, action);

    private static bool AreShared(TParty one, TParty other) => (Bits(one) & Bits(other)) != 0;

    private static int Bits(TParty party) => Unsafe.As<TParty, int>(ref party);
}
