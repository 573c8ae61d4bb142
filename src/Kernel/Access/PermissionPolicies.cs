using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Weiguang.Kernel.Access;

/// <summary>
/// Every permission is a policy of its name: <c>[Authorize(Policy = OrderPermissions.Dispatch)]</c> on a page, <c>RequireAuthorization(OrderPermissions.Dispatch)</c> on an endpoint.
/// Who comes through is whoever acts in a role that holds it; all other policies are those of the host and the modules.
/// </summary>
internal sealed class PermissionPolicies(IOptions<AuthorizationOptions> options, Permissions permissions) : DefaultAuthorizationPolicyProvider(options)
{
    private readonly Dictionary<string, AuthorizationPolicy> _policies =
        permissions.All.ToDictionary(p => p.Name, p => new AuthorizationPolicyBuilder().AddRequirements(new PermissionNeeded(p.Name)).Build());

    /// <summary>The question stays the same; the answer is looked for each time.</summary>
    public override bool AllowsCachingPolicies => true;

    public override Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
        _policies.TryGetValue(policyName, out var policy) ? Task.FromResult<AuthorizationPolicy?>(policy) : base.GetPolicyAsync(policyName);
}

internal sealed record PermissionNeeded(string Name) : IAuthorizationRequirement;

internal sealed class PermissionCheck(Viewer viewer) : AuthorizationHandler<PermissionNeeded>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionNeeded requirement)
    {
        if (viewer.May(requirement.Name))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
