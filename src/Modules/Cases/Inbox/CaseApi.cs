using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Cases.Inbox;

internal static class CaseApi
{
    public static void MapCaseApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/console/cases", ListAsync).RequireAuthorization(CasePermissions.See).WithTags("Cases")
            .WithSummary("Everything that waits for a decision of my office, what is due first on top; ?kind=, ?place= a division with everything below it, ?late=true");

    private static async Task<Results<Ok<Page<CaseLine>>, Problem>> ListAsync(
        CaseInbox inbox, IEnumerable<CaseKind> kinds, CancellationToken ct, [MaxLength(50)] string? kind = null, [MaxLength(50)] string? place = null, bool late = false, string? cursor = null)
    {
        var asked = CaseQuestion.Of(kinds, kind, place, late);
        return asked.Unread.Count == 0 ? TypedResults.Ok(await inbox.ListAsync(asked.Filter, cursor, ct))
            : Problems.Invalid(asked.Unread.ToDictionary(name => name, name => new[] { name == "kind" ? Phrase.Of("没有这一种等人来定的事") : Phrase.Of("没有这个地方") }));
    }
}
