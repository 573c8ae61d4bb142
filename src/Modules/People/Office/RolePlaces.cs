using Weiguang.Regions;

namespace Weiguang.People.Office;

/// <summary>Says where a role holds: of a team its name, for a township may have many; else the division.</summary>
internal sealed class RolePlaces(RegionDirectory regions, IEnumerable<ITeamNames> teams)
{
    /// <returns>In the order of what was asked; empty for the whole country.</returns>
    public async Task<IReadOnlyList<string>> OfAsync(IReadOnlyList<(long Division, Guid? Team)> held, CancellationToken ct)
    {
        var places = await regions.NamesAsync(held.Select(h => h.Division).Where(d => d != 0), ct);
        var called = new Dictionary<Guid, string>();
        foreach (var source in held.Any(h => IsTeam(h.Team)) ? teams : [])
        {
            foreach (var (id, name) in await source.NamesAsync(held.Select(h => h.Team).OfType<Guid>(), ct))
            {
                called[id] = name;
            }
        }

        return [.. held.Select(h => IsTeam(h.Team) && called.TryGetValue(h.Team!.Value, out var name) ? name : places.GetValueOrDefault(h.Division, ""))];
    }

    private static bool IsTeam(Guid? team) => team is { } id && id != Guid.Empty;
}
