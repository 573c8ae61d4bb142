namespace Weiguang.Projects;

/// <summary>What came of one round of a project.</summary>
/// <param name="Activities">Activities held: over, and somebody came.</param>
/// <param name="People">Different volunteers with proven hours in them.</param>
/// <param name="Minutes">Proven minutes of all of them, as their service records count.</param>
public sealed record RoundFigures(int Activities, int People, int Minutes)
{
    public static readonly RoundFigures None = new(0, 0, 0);
}

/// <summary>Counts what happened under a project. The activities answer it.</summary>
public interface IProjectFigures
{
    /// <param name="from">UTC, inclusive: activities that began in this span belong to the round.</param>
    /// <param name="until">UTC, exclusive.</param>
    Task<RoundFigures> OfAsync(Guid projectId, DateTime from, DateTime until, CancellationToken ct);
}
