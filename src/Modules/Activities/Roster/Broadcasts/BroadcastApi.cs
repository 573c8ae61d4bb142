using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Activities.Roster.Broadcasts;

internal static class BroadcastApi
{
    public static void MapBroadcastApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/activities/{id:guid}/broadcasts").WithTags("Roster").RequireAuthorization(Policies.SignedIn);
        api.MapGet("", ListAsync).WithSummary("What was told to everybody on the list, the newest first, and who has read it");
        api.MapPost("", SendAsync).Paced(ActivityVerbs.Broadcast).WithSummary("Tell everybody on the list, or those of one shift, something in your own words");
    }

    private static async Task<Results<Ok<Page<Broadcast>>, Problem>> ListAsync(Guid id, BroadcastBook book, CancellationToken ct) =>
        await book.ReadAsync(id, ct) is { } sent ? TypedResults.Ok(new Page<Broadcast>(sent, null)) : Problems.NotFound();

    private static async Task<Results<Ok<BroadcastReply>, Problem>> SendAsync(Guid id, BroadcastInput input, BroadcastBook book, CancellationToken ct) => await book.SendAsync(id, input.ShiftId, input.Words, ct) switch
    {
        null => Problems.NotFound(),
        { Refusal: { } refusal } => Problems.Invalid(refusal == "words" ? "words" : "shiftId", BroadcastWords.Of(refusal)),
        { } reply => TypedResults.Ok(reply),
    };

    internal sealed record BroadcastInput([property: MaxLength(BroadcastBook.LongestWords)] string? Words, Guid? ShiftId = null);
}

/// <summary>Why nothing was sent; source phrases.</summary>
internal static class BroadcastWords
{
    public static string Of(string refusal) => refusal switch
    {
        "nobody" => Phrase.Of("名单上还没有人，不用发。"),
        "too-many" => Phrase.Of("名单上超过 2000 人，请分班次发。"),
        _ => Phrase.Of("请写 2 到 300 个字。"),
    };
}
