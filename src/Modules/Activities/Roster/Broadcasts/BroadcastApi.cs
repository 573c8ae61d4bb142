using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.People;

namespace Weiguang.Activities.Roster.Broadcasts;

internal static class BroadcastApi
{
    public static void MapBroadcastApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/activities/{id:guid}/broadcasts").WithTags("Roster").RequireAuthorization(Policies.SignedIn);
        api.MapGet("", ListAsync).WithSummary("What was told to everybody on the list, the newest first, by whom, and who has read it");
        api.MapPost("", SendAsync).Paced(ActivityVerbs.Broadcast).WithSummary("Tell everybody on the list, or those of one shift, something in your own words, signed with your name; until some weeks after its end");
    }

    private static async Task<Results<Ok<Page<SentBroadcast>>, Problem>> ListAsync(Guid id, ActivityBroadcasts book, CancellationToken ct) =>
        await book.ReadAsync(id, ct) is { } sent ? TypedResults.Ok(new Page<SentBroadcast>(sent, null)) : Problems.NotFound();

    private static async Task<Results<Ok<BroadcastReply>, Problem>> SendAsync(Guid id, BroadcastInput input, ActivityBroadcasts book, CancellationToken ct) => await book.SendAsync(id, input.ShiftId, input.Words, ct) switch
    {
        null => Problems.NotFound(),
        { Refusal: "over" } => Problems.Conflict("activity-not-now", BroadcastBook.Words("over")),
        { Refusal: { } refusal } => Problems.Invalid(refusal == "words" ? "words" : "shiftId", BroadcastBook.Words(refusal)),
        { } reply => TypedResults.Ok(reply),
    };

    internal sealed record BroadcastInput([property: MaxLength(BroadcastBook.LongestWords)] string? Words, Guid? ShiftId = null);
}
