using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Weiguang.Activities.Seats.Line;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.People;

namespace Weiguang.Activities.Seats;

/// <summary>Seats over HTTP. A yes of any kind (also a waiting list) answers 200; a no answers 409 with the reason as type, sentence and facts.</summary>
internal static class SignupApi
{
    public static void MapSignupApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/activities/{id:guid}").WithTags("Sign-up").RequireAuthorization(Policies.SignedIn);
        api.MapPost("signups", SignUpAsync).Paced(ActivityVerbs.SignUp).WithMetadata(new SettlesElsewhere()).WithSummary("Sign up for a shift; the answer says whether you are in, wait at which place, or why not");
    }

    private static async Task<Results<Ok<SeatReply>, Problem>> SignUpAsync(Guid id, SignupInput input, Viewer viewer, Desk<SeatRequest, SeatAnswer> desk, IStringLocalizer L, HttpContext http, CancellationToken ct)
    {
        var code = input.Code ?? "";
        var answer = await desk.AskAsync(new SeatRequest(id, input.ShiftId, viewer.PersonId, code, code.Length > 0 ? Domain.SignupWay.Code : Domain.SignupWay.Self), ct);
        if (answer.Outcome == SeatOutcome.Missing)
        {
            return Problems.NotFound();
        }

        // The usual answers need nothing looked up: no context is made for them.
        var reply = SeatReply.Plain(answer, L) ?? await http.RequestServices.GetRequiredService<SeatSpeaker>().SayAsync(answer, ct);
        return answer.IsIn ? TypedResults.Ok(reply) : Refused(reply);
    }

    public static Problem Refused(SeatReply reply)
    {
        var (type, title) = SeatWords.Refusal(reply.Answer);
        return new Problem(409, type, title)
        {
            Facts = { ["answer"] = reply.Answer, ["message"] = reply.Message, ["opensAt"] = reply.OpensAt, ["other"] = reply.Other, ["unmet"] = reply.Unmet },
        };
    }
}

/// <param name="Code">The organiser's code, when one is needed.</param>
internal sealed record SignupInput(Guid ShiftId, [property: MaxLength(12)] string? Code = null);
