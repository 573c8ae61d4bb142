using Microsoft.AspNetCore.Authorization;
using Weiguang.Kernel.Security;
using Weiguang.People;

namespace Weiguang.Web.Security;

/// <summary>Which roles a page is for, so that whoever is refused can be told.</summary>
internal static class RolesNeeded
{
    /// <summary>Lowest first; empty when the page itself says no.</summary>
    public static IReadOnlyList<Role> By(Endpoint? page) => page?.Metadata.OfType<IAuthorizeData>().Select(a => a.Policy).LastOrDefault(p => p is not (null or Policies.SignedIn)) switch
    {
        Policies.Volunteer => [Role.Volunteer],
        Policies.TeamLeader => [Role.TeamLeader],
        Policies.Staff => [Role.Station, Role.Coordinator],
        Policies.Coordinator => [Role.Coordinator],
        Policies.Admin => [Role.Admin],
        _ => [],
    };
}
