using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Http;
using Weiguang.Regions;

namespace Weiguang.Cases.Inbox;

internal static class CaseApi
{
    public static void MapCaseApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/console/cases", ListAsync).RequireAuthorization(CasePermissions.See).WithTags("Cases")
            .WithSummary("Everything that waits for a decision of my office, what is due first on top; ?kind=, ?place= a division with everything below it, ?late=true");

    private static async Task<Ok<Page<CaseLine>>> ListAsync(CaseInbox inbox, CancellationToken ct, string? kind = null, long? place = null, bool late = false, string? cursor = null) =>
        TypedResults.Ok(await inbox.ListAsync(new(string.IsNullOrEmpty(kind) ? null : kind, place is { } code && DivisionCodes.IsValid(code) ? code : null, late), cursor, ct));
}
