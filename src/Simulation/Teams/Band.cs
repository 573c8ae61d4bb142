using Weiguang.Simulation.People;
using Weiguang.Teams.Domain;

namespace Weiguang.Simulation.Teams;

/// <summary>A volunteer team with who takes part, the leader first.</summary>
internal sealed record Band(Team Team, IReadOnlyList<Helper> Members, IReadOnlyList<TeamMember> Rows)
{
    public Helper Leader => Members[0];
}
