using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Live;
using Weiguang.Kernel.Security;

namespace Weiguang.Activities.Page;

internal static class PageApi
{
    public static void MapPageApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/activities/{id:guid}", FindAsync).WithTags("Activities").WithSummary("One activity with its shifts, what it asks for, and how I stand to it");
        routes.MapGet("/activities/{id:guid}/live", LiveAsync).RequireAuthorization(Policies.SignedIn).WithMetadata(new NoHead()).ExcludeFromDescription();
    }

    private static async Task<Results<Ok<ActivityView>, Problem>> FindAsync(Guid id, ActivityReader reader, CancellationToken ct) =>
        await reader.FindAsync(id, ct) is { } activity ? TypedResults.Ok(activity) : Problems.NotFound();

    private static async Task<IResult> LiveAsync(Guid id, AppDbContext db, LiveStreams live, HttpContext http, CancellationToken ct) =>
        await db.Set<Activity>().AnyAsync(a => a.Id == id, ct) ? live.Open(http, [ActivityTopics.Of(id), HoursTopics.Of(id)]) : Problems.NotFound();
}
