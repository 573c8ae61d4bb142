using Microsoft.AspNetCore.Authorization;
using Weiguang.Kernel.Security;
using Weiguang.People.Sessions;

namespace Weiguang.People.Roles;

/// <summary>The policies of the kernel in terms of roles. Staff doors ask for the role in use, because the viewer's range comes from it.</summary>
internal static class RolePolicies
{
    public static void AddRolePolicies(this AuthorizationBuilder authorization) => authorization
        .AddPolicy(Policies.SignedIn, policy => policy.RequireAuthenticatedUser())
        .AddPolicy(Policies.Volunteer, policy => policy.RequireRole(nameof(Role.Volunteer)))
        .AddPolicy(Policies.TeamLeader, policy => policy.RequireRole(nameof(Role.TeamLeader)))
        .AddPolicy(Policies.Staff, policy => policy.RequireClaim(SessionScheme.ActingClaim, nameof(Role.Station), nameof(Role.Coordinator), nameof(Role.Admin)))
        .AddPolicy(Policies.Coordinator, policy => policy.RequireClaim(SessionScheme.ActingClaim, nameof(Role.Coordinator), nameof(Role.Admin)))
        .AddPolicy(Policies.Admin, policy => policy.RequireClaim(SessionScheme.ActingClaim, nameof(Role.Admin)));
}
