using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Hours;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Activities.CheckIn;

/// <summary>The number that is told at the door: for whoever tells it, and from whoever heard it.</summary>
internal static class DoorApi
{
    public static void MapDoorApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/activities/{id:guid}/door-number").WithTags("Check-in").RequireAuthorization(Policies.SignedIn);
        api.MapGet("", ShowAsync).WithSummary("The number to be read out at the door; for whoever runs the activity");
        api.MapPost("", TellAsync).Paced(ActivityVerbs.TellNumber).WithMetadata(new SettlesElsewhere()).WithSummary("Tell the number one was asked for after a scan; three tries");
    }

    private static async Task<Results<Ok<DoorNumberView>, Problem>> ShowAsync(Guid id, Roster roster, DoorNumbers numbers, CancellationToken ct) =>
        await roster.FindAsync(id, ct) is null ? Problems.NotFound() : TypedResults.Ok(new DoorNumberView(numbers.Now(id), numbers.SecondsLeft()));

    private static async Task<Results<Ok<DoorAnswerView>, Problem>> TellAsync(Guid id, DoorNumberInput input, HttpContext http, DoorBook book, IStringLocalizer phrases, CancellationToken ct)
    {
        var answer = await book.TellAsync(id, input.End, input.Number ?? "", http, ct);
        return answer.Outcome switch
        {
            DoorOutcome.Right => TypedResults.Ok(new DoorAnswerView(phrases[answer.Words])),
            DoorOutcome.NotAsked => Problems.NotFound(),
            DoorOutcome.Wrong or DoorOutcome.NoMoreTries or DoorOutcome.NotTaken => new Problem(409, "door-number-wrong", Phrase.Of("门口的数字没有对上")) { Facts = { ["message"] = phrases[answer.Words].Value, ["triesLeft"] = answer.TriesLeft } },
        };
    }
}

/// <param name="End">Of which scan: in, out or seen.</param>
/// <param name="Number">Three digits.</param>
internal sealed record DoorNumberInput(ProofEnd End, [property: MaxLength(LengthDoor.Word)] string? Number);

/// <param name="SecondsLeft">Until another number is told.</param>
internal sealed record DoorNumberView(string Number, int SecondsLeft);

internal sealed record DoorAnswerView(string Message);
