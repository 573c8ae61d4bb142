namespace Weiguang.Recognition;

/// <summary>Which star 星级 each volunteer holds. It answers past the viewer's scope on purpose: a star is an honour that everybody may see.</summary>
public sealed class StarBook
{
    /// <summary>Awarded levels, 1 to 5, by person; 0 for those without a star.</summary>
    public Task<IReadOnlyDictionary<Guid, int>> LevelsAsync(IEnumerable<Guid> personIds, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyDictionary<Guid, int>>(personIds.Distinct().ToDictionary(id => id, _ => 0));
    }
}
