using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities.CheckIn.Kiosks.Held;

/// <summary>What kiosks read and nobody booked yet, over HTTP.</summary>
internal static class HeldApi
{
    public static void MapHeldApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/activities/{id:guid}/held-scans").WithTags("Check-in").RequireAuthorization(Policies.SignedIn);
        api.MapGet("", ListAsync).WithSummary("What kiosks read and was not booked, with the reason; for whoever runs the activity");
        api.MapPost("{nonce:guid}", SettleAsync).WithMetadata(new SettlesElsewhere(), new NotRemembered()).WithSummary("Have one booked at the time it was read, or put it aside");
    }

    private static async Task<Results<Ok<Page<HeldItem>>, Problem>> ListAsync(Guid id, Roster roster, HeldScans held, IStringLocalizer phrases, CancellationToken ct, string? cursor = null) =>
        await roster.FindAsync(id, ct) is null
            ? Problems.NotFound()
            : TypedResults.Ok((await held.ListAsync(id, cursor, ct)).Select(h => h with { Message = phrases[h.Message] }));

    private static async Task<Results<Ok<HeldAnswer>, Problem>> SettleAsync(Guid id, Guid nonce, HeldInput input, Roster roster, HeldScans held, IStringLocalizer phrases, CancellationToken ct)
    {
        if (await roster.FindAsync(id, ct) is null || await held.SettleAsync(id, nonce, input.Take, ct) is not { } reply)
        {
            return Problems.NotFound();
        }

        if (reply.Meanwhile is { } meanwhile && !(input.Take && reply.IsBooked))
        {
            return new Problem(409, "held-settled", Phrase.Of("已经处理过了。")) { Facts = { ["meanwhile"] = meanwhile } };
        }

        return input.Take
            ? TypedResults.Ok(new HeldAnswer(reply.Answer, phrases[reply.Words]))
            : TypedResults.Ok(new HeldAnswer("put-aside", phrases[Phrase.Of("放下了，不算数。")]));
    }
}

/// <param name="Take">True has it booked at the time it was read; false puts it aside.</param>
internal sealed record HeldInput(bool Take);

/// <param name="Answer">The desk's answer in a word, why it was not asked, or put-aside.</param>
internal sealed record HeldAnswer(string Answer, string Message);
