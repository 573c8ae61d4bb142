using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Teams;

namespace Weiguang.Cases;

/// <summary>Who is asked to decide: of those whose role may, the nearest office that has somebody without a part in the matter. Where nobody is left in the village and the township it is the county's, then the city's, then the province's.</summary>
public sealed class Deciders(RoleBook roles, TeamDirectory teams, Appointments appointments, TimeProvider clock)
{
    /// <summary>Levels of divisions, the nearest first. A village and its township are one office.</summary>
    private static readonly int[][] Offices = [[5, 4], [3], [2], [1]];

    /// <summary>Empty only where no office up to the province has anybody who may and is not part of it.</summary>
    public async Task<IReadOnlyList<Guid>> OfAsync(Matter matter, CancellationToken ct)
    {
        var may = await roles.AllowedAsync(matter.Besides is { } besides ? [matter.Permission, besides] : [matter.Permission], ct);
        foreach (var levels in Offices)
        {
            var divisions = levels.Where(level => level <= matter.Lowest).Select(level => DivisionCodes.Above(matter.DivisionCode, level)).Distinct().ToList();
            if (divisions.Count > 0 && await WithoutPartAsync(matter, await roles.HoldersAsync(may, divisions, ct), ct) is { Count: > 0 } left)
            {
                return left;
            }
        }

        return [];
    }

    private async Task<List<Guid>> WithoutPartAsync(Matter matter, List<Guid> office, CancellationToken ct)
    {
        List<Guid> left = [.. office.Except(matter.People)];
        var owing = left.Count == 0 ? new HashSet<Guid>() : await appointments.OwingAsync(left, matter.Owed(clock), ct);
        left.RemoveAll(owing.Contains);
        var part = matter.Teams.ToHashSet();
        if (part.Count == 0 || left.Count == 0)
        {
            return left;
        }

        var memberships = await teams.OfAsync(left, ct);
        return left.FindAll(person => !memberships[person].Any(part.Contains));
    }
}
