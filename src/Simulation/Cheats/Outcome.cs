using Weiguang.Simulation.Cheats.Plays;

namespace Weiguang.Simulation.Cheats;

/// <summary>What became of a trick, the best first.</summary>
internal enum Outcome
{
    /// <summary>No minute counts that should not.</summary>
    Prevented,

    /// <summary>A case stopped it before the ledger.</summary>
    Held,

    /// <summary>It came into the ledger, and a case was opened.</summary>
    FoundLater,

    Missed,
}

/// <summary>One way to get what one has no right to.</summary>
/// <param name="Group">Of the groups in which hours were faked; 0 is honest.</param>
/// <param name="Plays">What the cheat does.</param>
internal sealed record Trick(int Group, string Name, Func<Play, Task> Plays);

/// <summary>What somebody would get by it.</summary>
/// <param name="Allowed">Minutes that are theirs by right.</param>
internal sealed record Loot(Guid Who, Guid Source, int Allowed);
