using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Teams;

namespace Weiguang.Cases;

/// <summary>Who is asked to decide: the nearest office that has somebody without a part in the matter. Where nobody is left in the village and the township it is the county's, then the city's, then the province's.</summary>
public sealed class Deciders(RoleBook roles, TeamDirectory teams)
{
    private static readonly (Role Role, int[] Levels)[] Offices =
        [(Role.Station, [5, 4]), (Role.Coordinator, [3]), (Role.Coordinator, [2]), (Role.Coordinator, [1])];

    /// <summary>Empty only where no office up to the province has anybody who is not part of it.</summary>
    public async Task<IReadOnlyList<Guid>> OfAsync(Matter matter, CancellationToken ct)
    {
        foreach (var (role, levels) in Offices)
        {
            List<Guid> office = [];
            foreach (var division in levels.Select(level => DivisionCodes.Above(matter.DivisionCode, level)).Distinct())
            {
                office.AddRange(await roles.HoldersAsync(role, division, division + 1, ct));
            }

            if (await WithoutPartAsync(matter, office, ct) is { Count: > 0 } left)
            {
                return left;
            }
        }

        return [];
    }

    private async Task<List<Guid>> WithoutPartAsync(Matter matter, List<Guid> office, CancellationToken ct)
    {
        List<Guid> left = [.. office.Except(matter.People)];
        if (matter.TeamId is not { } team || left.Count == 0)
        {
            return left;
        }

        var memberships = await teams.OfAsync(left, ct);
        return left.FindAll(person => !memberships[person].Contains(team));
    }
}
