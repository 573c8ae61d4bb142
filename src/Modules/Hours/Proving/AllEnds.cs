namespace Weiguang.Hours.Proving;

/// <summary>The ends of engagements of all modules.</summary>
internal sealed class AllEnds(IEnumerable<IEngagementEnds> modules)
{
    public async Task<IReadOnlyList<(Guid SourceId, Guid Id)>> OverAsync(IReadOnlyCollection<Guid> except, CancellationToken ct)
    {
        var all = new List<(Guid, Guid)>();
        foreach (var ends in modules)
        {
            all.AddRange(await ends.OverAsync(except, ct));
        }

        return all;
    }

    public async Task<bool> SettleAsync(Guid sourceId, Guid id, CancellationToken ct)
    {
        foreach (var ends in modules)
        {
            if (await ends.SettleAsync(sourceId, id, ct))
            {
                return true;
            }
        }

        return false;
    }
}
