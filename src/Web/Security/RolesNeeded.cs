using Microsoft.AspNetCore.Authorization;
using Weiguang.Kernel.Security;
using Weiguang.People;

namespace Weiguang.Web.Security;

/// <summary>Which roles a page is for, so that whoever is refused can be told.</summary>
internal sealed class RolesNeeded(RolePermissions permissions)
{
    /// <summary>Lowest first; empty when the page itself says no, or when nobody may.</summary>
    public async Task<IReadOnlyList<Role>> ByAsync(Endpoint? page, CancellationToken ct) => page?.Metadata.OfType<IAuthorizeData>().Select(a => a.Policy).LastOrDefault(p => p is not (null or Policies.SignedIn)) switch
    {
        null => [],
        Policies.Volunteer => [Role.Volunteer],
        Policies.TeamLeader => [Role.TeamLeader],
        var permission => Nearest((await permissions.NowAsync(ct)).HoldersOf(permission)),
    };

    /// <summary>Admins are few and far: they are named where nobody nearer may.</summary>
    private static IReadOnlyList<Role> Nearest(IReadOnlyList<Role> holders) => holders.Count > 1 ? [.. holders.Where(r => r != Role.Admin)] : holders;
}
