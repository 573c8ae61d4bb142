namespace Weiguang.People;

/// <summary>A volunteer's star, for the pages of this module; whoever awards stars stands above and registers itself.</summary>
public interface IStarOf
{
    /// <summary>1 to 5; 0 without a star.</summary>
    Task<int> LevelAsync(Guid personId, CancellationToken ct);
}
