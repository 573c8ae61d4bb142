using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Http;
using Weiguang.Ledger;
using Weiguang.People;

namespace Weiguang.Recognition.Anchoring;

/// <summary>Anchoring the ledger now, over HTTP.</summary>
internal static class AnchoringApi
{
    public static void MapAnchoring(this IEndpointRouteBuilder routes)
    {
        var asked = routes.MapGroup("/api/v1/ledger/asked-anchors").RequireAuthorization(RecognitionPermissions.Anchor).WithTags("Ledger");
        asked.MapGet("/", ListAsync).WithSummary("Who asked for an anchor beside that of every night, and which came of it, newest first");
        asked.MapPost("/", AskAsync).Paced(RecognitionVerbs.Anchor).WithSummary("Anchor the ledger now: it is taken within moments, and stands in the list then");
    }

    private static async Task<Ok<Page<AskedAnchor>>> ListAsync(AnchorWishes wishes, CancellationToken ct) => TypedResults.Ok(new Page<AskedAnchor>(await wishes.ListAsync(ct), null));

    private static async Task<Accepted<AskedAnchor>> AskAsync(AnchorWishes wishes, CancellationToken ct) => TypedResults.Accepted("/api/v1/ledger/asked-anchors", await wishes.AskAsync(ct));
}
