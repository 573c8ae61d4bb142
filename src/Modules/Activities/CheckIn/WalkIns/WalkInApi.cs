using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Activities.Page;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.People;

namespace Weiguang.Activities.CheckIn.WalkIns;

/// <summary>Letting people in who have not signed up.</summary>
internal static class WalkInApi
{
    public static void MapWalkInApi(this IEndpointRouteBuilder routes) => routes.MapGroup("/api/v1/activities/{id:guid}").WithTags("Check-in").RequireAuthorization(Policies.SignedIn)
        .MapPost("walk-ins", LetInAsync).Paced(ActivityVerbs.LetIn).WithMetadata(new SettlesElsewhere(), new NotRemembered())
        .WithSummary("At the door: put a volunteer on the list of a shift and check them in, by the number on their card; or put somebody down by name and phone, with their consent, who then says themselves that they were there. Above the seats there are only with a reason");

    private static async Task<Results<Ok<WalkInReply>, Problem>> LetInAsync(Guid id, WalkInForm input, HttpContext http, Roster roster, WalkInBook book, CancellationToken ct) =>
        await roster.FindAsync(id, ct) is { } activity && await book.LetInAsync(activity, input, PageSteps.Words(input.Reason), http, ct) is { } reply
            ? TypedResults.Ok(reply) : Problems.NotFound();
}
