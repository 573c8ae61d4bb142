using Weiguang.Hours.Proving;

namespace Weiguang.Hours;

/// <summary>The engagements of all modules. It reads past the viewer's scope: whoever asks says who may.</summary>
internal sealed class Engagements(IEnumerable<IEngagementSource> sources, FactsReader facts, AppDbContext db)
{
    public async Task<IReadOnlyList<Engagement>> OfAsync(IReadOnlyCollection<Guid> sourceIds, CancellationToken ct, Guid? only = null)
    {
        var all = new List<Engagement>();
        foreach (var source in sources)
        {
            all.AddRange(await source.OfAsync(sourceIds, only, ct));
        }

        return all;
    }

    public async Task<Engagement?> FindAsync(Guid sourceId, Guid id, CancellationToken ct) => (await OfAsync([sourceId], ct, id)).SingleOrDefault();

    /// <summary>Whether the viewer organises or oversees it.</summary>
    public async Task<bool> IsRunAsync(Guid sourceId, Guid id, CancellationToken ct) => (await FindAsync(sourceId, id, ct))?.IsRunBy(db.Viewer) == true;

    /// <summary>With what its records need besides.</summary>
    public async Task<EngagementFacts?> FactsAsync(Guid sourceId, Guid id, CancellationToken ct) => await FindAsync(sourceId, id, ct) is { } engagement ? await facts.OfAsync(engagement, ct) : null;

    public async Task<IReadOnlyList<Guid>> ExpectedAsync(Guid sourceId, Guid id, CancellationToken ct)
    {
        var all = new List<Guid>();
        foreach (var source in sources)
        {
            all.AddRange(await source.ExpectedAsync(sourceId, id, ct));
        }

        return all;
    }

    /// <inheritdoc cref="IEngagementSource.AroundAsync"/>
    public async Task<IReadOnlyList<Service>> AroundAsync(IReadOnlyCollection<Guid> sourceIds, DateTime since, CancellationToken ct)
    {
        var all = new List<Service>();
        foreach (var source in sources)
        {
            all.AddRange(await source.AroundAsync(sourceIds, since, ct));
        }

        return all;
    }

    /// <inheritdoc cref="IEngagementSource.DeskAsync"/>
    public async Task<string?> DeskAsync(Guid sourceId, CancellationToken ct)
    {
        foreach (var source in sources)
        {
            if (await source.DeskAsync(sourceId, ct) is { } desk)
            {
                return desk;
            }
        }

        return null;
    }

    public async Task<bool> IsSeenAsync(Guid sourceId, CancellationToken ct)
    {
        foreach (var source in sources)
        {
            if (await source.IsSeenAsync(sourceId, ct))
            {
                return true;
            }
        }

        return false;
    }
}
