using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Ledger.Anchors.Stamps;

namespace Weiguang.Ledger.Anchors;

/// <summary>Anchors for everybody, as JSON and as a feed; and the proof that one holds an account, for whoever may see that.</summary>
internal static class AnchorsApi
{
    public static void MapAnchors(this IEndpointRouteBuilder routes)
    {
        var anchors = routes.MapGroup("/api/v1/ledger/anchors").WithTags("Ledger");
        anchors.MapGet("/", ListAsync).WithSummary("Anchors of the ledger, newest first: signed roots over all accounts");
        anchors.MapGet("/{number:long}", FindAsync).WithSummary("One anchor");
        anchors.MapGet("/{number:long}/timestamp", StampAsync).Produces<Stream>(StatusCodes.Status200OK, "application/timestamp-token").WithSummary("The time stamp of an anchor: a token of RFC 3161 over its signed text");
        anchors.MapGet("/{number:long}/proof/{accountId:guid}", ProveAsync).RequireAuthorization(Policies.SignedIn)
            .WithSummary("Proof that an anchor holds an account, which is mine or in my range (RFC 6962 inclusion proof)");
        routes.MapGet(LedgerLinks.Feed, FeedAsync).ExcludeFromDescription();
    }

    private static async Task<Ok<Page<AnchorItem>>> ListAsync(AnchorReader anchors, CancellationToken ct, string? cursor = null) => TypedResults.Ok(await anchors.ListAsync(cursor, ct));

    private static async Task<Results<Ok<AnchorItem>, Problem>> FindAsync(long number, AnchorReader anchors, CancellationToken ct) =>
        await anchors.FindAsync(number, ct) is { } anchor ? TypedResults.Ok(anchor) : Problems.NotFound();

    private static async Task<Results<FileContentHttpResult, Problem>> StampAsync(long number, AnchorReader anchors, CancellationToken ct) =>
        await anchors.StampAsync(number, ct) is { } token ? TypedResults.File(token, "application/timestamp-token", StampBook.FileOf(number)) : Problems.NotFound();

    private static async Task<Results<Ok<AnchorProof>, Problem>> ProveAsync(long number, Guid accountId, AnchorReader anchors, CancellationToken ct) =>
        await anchors.ProveAsync(number, accountId, ct) is { } proof ? TypedResults.Ok(proof) : Problems.NotFound();

    private static async Task<IResult> FeedAsync(AnchorReader anchors, IStringLocalizer phrases, PublicAddress site, CancellationToken ct) =>
        TypedResults.Bytes(AnchorFeed.Write((await anchors.ListAsync(null, ct)).Items, phrases, site), "application/atom+xml; charset=utf-8");
}
