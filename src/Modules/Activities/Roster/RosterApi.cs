using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Activities.Page;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Activities.Roster;

/// <summary>The list of an activity, for those who run it; inviting, and bringing one's team.</summary>
internal static class RosterApi
{
    public static void MapRosterApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/activities/{id:guid}").WithTags("Roster").RequireAuthorization(Policies.SignedIn);
        api.MapGet("roster", FindAsync).WithSummary("Who comes, by shift, with the waiting list in order");
        api.MapPost("signups/{shiftId:guid}/{volunteerId:guid}/approve", ApproveAsync).WithSummary("Say yes to somebody who had missed shifts");
        api.MapPost("signups/{shiftId:guid}/{volunteerId:guid}/refuse", RefuseAsync).WithSummary("Say no to them; they read the reason");
        api.MapPost("signups/{shiftId:guid}/{volunteerId:guid}/remove", RemoveAsync).WithSummary("Take somebody off the list; they read the reason");
        api.MapPost("signups/{shiftId:guid}/{volunteerId:guid}/phone", PhoneAsync).WithMetadata(new NotRemembered()).WithSummary("The phone in clear; each look is written down");
        api.MapPost("invitations", InviteAsync).Paced(ActivityVerbs.Invite).WithSummary("Invite by volunteer number, phone or team");
        api.MapPost("group", GroupAsync).Paced(ActivityVerbs.Invite).WithMetadata(new SettlesElsewhere(), new ReadsAnew(GroupAgainAsync)).WithSummary("Ask for seats for members of my teams; each is held until its member confirms");
    }

    private static async Task<Results<Ok<RosterView>, Problem>> FindAsync(Guid id, RosterReader reader, CancellationToken ct) =>
        await reader.FindAsync(id, ct) is { } roster ? TypedResults.Ok(roster) : Problems.NotFound();

    private static Task<Results<NoContent, Problem>> ApproveAsync(Guid id, Guid shiftId, Guid volunteerId, RosterSteps steps, CancellationToken ct) => Told(steps.TakeAsync(RosterStep.Approve, id, shiftId, volunteerId, "", ct));

    private static Task<Results<NoContent, Problem>> RefuseAsync(Guid id, Guid shiftId, Guid volunteerId, ReasonInput? input, RosterSteps steps, CancellationToken ct) =>
        Told(steps.TakeAsync(RosterStep.Refuse, id, shiftId, volunteerId, PageSteps.Words(input?.Reason), ct));

    private static Task<Results<NoContent, Problem>> RemoveAsync(Guid id, Guid shiftId, Guid volunteerId, ReasonInput? input, RosterSteps steps, CancellationToken ct) =>
        Told(steps.TakeAsync(RosterStep.Remove, id, shiftId, volunteerId, PageSteps.Words(input?.Reason), ct));

    private static async Task<Results<Ok<PhoneAnswer>, Problem>> PhoneAsync(Guid id, Guid shiftId, Guid volunteerId, RosterSteps steps, CancellationToken ct) =>
        await steps.PhoneAsync(id, shiftId, volunteerId, ct) is { } phone ? TypedResults.Ok(new PhoneAnswer(phone)) : Problems.NotFound();

    private static async Task<Results<Ok<InvitationReply>, Problem>> InviteAsync(Guid id, InviteInput input, InvitationBook book, CancellationToken ct) =>
        await book.InviteAsync(id, string.Join('\n', input.Named ?? []), input.TeamId, PageSteps.Words(input.Words), ct) switch
        {
            null => Problems.NotFound(),
            { IsOver: true } => Problems.Conflict("activity-not-now", Phrase.Of("活动已经结束了，请不了人了。")),
            { } reply => TypedResults.Ok(reply),
        };

    private static async Task<Results<Ok<Page<GroupAnswer>>, Problem>> GroupAsync(Guid id, GroupInput input, InvitationBook book, SeatSpeaker speaker, PersonDirectory people, CancellationToken ct)
    {
        if (await book.GroupAsync(id, input.ShiftId, input.Members ?? [], ct) is not { } answers)
        {
            return Problems.NotFound();
        }

        var names = await people.FindAsync(answers.Select(a => a.PersonId), ct);
        var said = new List<GroupAnswer>(answers.Count);
        foreach (var (person, answer) in answers)
        {
            said.Add(new(person, await speaker.SayAsync(answer, ct, names.GetValueOrDefault(person)?.Name ?? "")));
        }

        return TypedResults.Ok(new Page<GroupAnswer>(said, null));
    }

    /// <summary>Whom it was about may have said no meanwhile: it is not asked again, and no names are told; how they stand is on the list.</summary>
    private static Task<IResult> GroupAgainAsync(HttpContext http, string location) => Task.FromResult<IResult>(TypedResults.NoContent());

    private static async Task<Results<NoContent, Problem>> Told(Task<SeatMove> step) => await step is { Outcome: not MoveOutcome.Done } move
        ? move.Outcome == MoveOutcome.NeedsReason ? Problems.Invalid("reason", Phrase.Of("请写明原因，让对方知道为什么。")) : move.Problem()
        : TypedResults.NoContent();

    internal sealed record ReasonInput([property: MaxLength(SeatBook.LongestReason)] string? Reason);

    internal sealed record PhoneAnswer(string Phone);

    internal sealed record InviteInput([property: MaxLength(InvitationBook.MostAtOnce), EachMaxLength(100)] string[]? Named, Guid? TeamId = null, [property: MaxLength(SeatBook.LongestReason)] string? Words = null);

    internal sealed record GroupInput(Guid ShiftId, [property: MaxLength(InvitationBook.MostAtOnce)] Guid[]? Members);

    internal sealed record GroupAnswer(Guid PersonId, SeatReply Reply);
}
