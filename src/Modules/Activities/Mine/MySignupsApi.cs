using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Activities.Page;
using Weiguang.Activities.Page.Entering;
using Weiguang.Activities.Seats;
using Weiguang.Activities.Seats.Line;
using Weiguang.Eligibility;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;

namespace Weiguang.Activities.Mine;

/// <summary>What I signed up for, and what I can do with it. A move answers with how I then stand to the shift.</summary>
internal static class MySignupsApi
{
    public static void MapMySignups(this IEndpointRouteBuilder routes)
    {
        var me = routes.MapGroup("/api/v1/me").WithTags("Sign-up").RequireAuthorization(Policies.SignedIn);
        me.MapGet("signups", ListAsync).WithSummary("My sign-ups: ?list=coming, waiting or past");
        me.MapGet("invitations", InvitationsAsync).WithSummary("Activities I am invited to");
        var activity = routes.MapGroup("/api/v1/activities/{id:guid}").WithTags("Sign-up").RequireAuthorization(Policies.SignedIn);
        activity.MapDelete("signups/{shiftId:guid}", CancelAsync).WithSummary("Give my seat or my place in line back; ?reason= when the shift is near");
        activity.MapPost("signups/{shiftId:guid}/confirm", ConfirmAsync).WithSummary("Take the seat that is held for me");
        activity.MapPost("signups/{shiftId:guid}/pass", PassAsync).WithSummary("Leave the seat that is held for me to the next in line");
        activity.MapGet("agreement", AgreementAsync).WithSummary("The agreement, paragraph by paragraph");
        activity.MapPost("agreement", SignAsync).WithSummary("Sign the agreement");
        activity.MapPost("invitation/decline", DeclineAsync).WithSummary("Say no to an invitation");
    }

    private static async Task<Ok<Page<SignupView>>> ListAsync(MySignups mine, CancellationToken ct, SignupList list = SignupList.Coming, string? cursor = null) =>
        TypedResults.Ok(await mine.ListAsync(list, cursor, ct));

    private static async Task<Ok<Page<InvitationView>>> InvitationsAsync(MySignups mine, CancellationToken ct) => TypedResults.Ok(new Page<InvitationView>(await mine.InvitationsAsync(ct), null));

    private static async Task<Results<Ok<MySeat>, NoContent, Problem>> CancelAsync(Guid id, Guid shiftId, SeatBook book, ActivityReader reader, CancellationToken ct, [MaxLength(SeatBook.LongestReason)] string? reason = null) =>
        await Told(await book.CancelAsync(id, shiftId, PageSteps.Words(reason), ct), id, shiftId, reader, ct);

    private static async Task<Results<Ok<MySeat>, NoContent, Problem>> ConfirmAsync(Guid id, Guid shiftId, SeatBook book, SeatSpeaker speaker, ActivityReader reader, CancellationToken ct)
    {
        var move = await book.ConfirmAsync(id, shiftId, ct);
        return move.Answer is { } no ? SignupApi.Refused(await speaker.SayAsync(no, ct)) : await Told(move, id, shiftId, reader, ct);
    }

    private static async Task<Results<Ok<MySeat>, NoContent, Problem>> PassAsync(Guid id, Guid shiftId, SeatBook book, ActivityReader reader, CancellationToken ct) =>
        await Told(await book.PassAsync(id, shiftId, ct), id, shiftId, reader, ct);

    private static async Task<Results<Ok<AgreementText>, Problem>> AgreementAsync(Guid id, ActivityReader reader, AgreementBook agreements, CancellationToken ct) =>
        await reader.FindAsync(id, ct) is { AsksAgreement: true } activity
            ? TypedResults.Ok(new AgreementText(agreements.TextOf(activity), activity.Agreed))
            : Problems.NotFound();

    private static async Task<Results<NoContent, Problem>> SignAsync(Guid id, ActivityReader reader, AgreementBook agreements, SeatSpeaker speaker, CancellationToken ct)
    {
        if (await reader.FindAsync(id, ct) is not { AsksAgreement: true } activity)
        {
            return Problems.NotFound();
        }

        if (!activity.MayTake)
        {
            return SignupApi.Refused(await speaker.SayAsync(activity.IsNoVolunteer ? new(SeatOutcome.NotEligible) { Unmet = [new(Requirement.BeVolunteer)] } : new(SeatOutcome.Closed), ct));
        }

        if (!activity.Agreed)
        {
            await agreements.SignAsync(activity, ct);
        }

        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, Problem>> DeclineAsync(Guid id, InvitationBook invitations, CancellationToken ct) =>
        await invitations.DeclineAsync(id, ct) ? TypedResults.NoContent() : Problems.NotFound();

    private static async Task<Results<Ok<MySeat>, NoContent, Problem>> Told(SeatMove move, Guid id, Guid shiftId, ActivityReader reader, CancellationToken ct) =>
        move.Outcome != MoveOutcome.Done ? move.Problem()
        : (await reader.FindAsync(id, ct))?.Shifts.FirstOrDefault(s => s.Id == shiftId)?.Mine is { } seat ? TypedResults.Ok(seat) : TypedResults.NoContent();

    internal sealed record AgreementText(IReadOnlyList<string> Paragraphs, bool Agreed);
}
