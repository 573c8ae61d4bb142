using Microsoft.AspNetCore.Authorization;
using Weiguang.Kernel.Security;

namespace Weiguang.People.Roles;

/// <summary>The policies of the kernel in terms of roles.</summary>
internal static class RolePolicies
{
    public static void AddRolePolicies(this AuthorizationBuilder authorization) => authorization
        .AddPolicy(Policies.SignedIn, policy => policy.RequireAuthenticatedUser())
        .AddPolicy(Policies.Volunteer, policy => policy.RequireRole(nameof(Role.Volunteer)))
        .AddPolicy(Policies.TeamLeader, policy => policy.RequireRole(nameof(Role.TeamLeader)));
}
