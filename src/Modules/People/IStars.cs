namespace Weiguang.People;

/// <summary>Volunteers' stars, for whoever stands below those who award them.</summary>
public interface IStars
{
    /// <summary>Where somebody sees their own stars and hours.</summary>
    string Href { get; }

    /// <summary>1 to 5 by person; 0 for those without a star.</summary>
    Task<IReadOnlyDictionary<Guid, int>> LevelsAsync(IEnumerable<Guid> personIds, CancellationToken ct = default);

    /// <summary>1 to 5; 0 without a star.</summary>
    async Task<int> LevelAsync(Guid personId, CancellationToken ct) => (await LevelsAsync([personId], ct))[personId];
}
