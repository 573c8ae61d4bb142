using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Desk;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Activities.Organising.Recurring;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Activities.Organising;

/// <summary>Setting activities up over HTTP. Steps answer with the activity as its organiser sees it; a step that is not possible answers 409 and says what is.</summary>
internal static class OrganiserApi
{
    public static void MapOrganiserApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/activities").WithTags("Organising").RequireAuthorization(Policies.SignedIn);
        api.MapList<ConsoleActivities, Activity, ConsoleActivityRow, ConsoleActivityRow>("organised", row => row).WithSummary("Activities I organise or oversee: what comes soonest first, of what is over the latest");
        api.MapGet("{id:guid}/organised", FindAsync).WithSummary("One activity as its organiser sees it, drafts included");
        api.MapPost("", AddAsync).Paced(ActivityVerbs.Add).WithSummary("Set an activity up as a draft; with repeat (an RRULE) a whole series");
        api.MapPut("{id:guid}", ChangeAsync).WithSummary("Change an activity; ?following=true also those of its series that come after. With If-Match (the ETag of …/organised) or ?version= a change of what moved meanwhile is refused: 409 with state, version and meanwhile");
        foreach (var (step, action, summary) in Steps)
        {
            api.MapPost("{id:guid}/" + step, ([AsParameters] SeenQuery seen, StepInput? input, OrganiserTurn turn, CancellationToken ct) => turn.StepAsync(seen, action, input, ct)).WithSummary(summary);
        }

        api.MapPost("{id:guid}/evaluation", EvaluateAsync).WithSummary("Say what came of it and file it: stars, words, toImprove");
    }

    private static readonly (string Path, ActivityAction Action, string Summary)[] Steps =
    [
        ("submit", ActivityAction.Submit, "Hand in for review"),
        ("publish", ActivityAction.Publish, "Publish what carries little risk"),
        ("approve", ActivityAction.Approve, "Reviewers: yes, it is published"),
        ("reject", ActivityAction.Reject, "Reviewers: send back with a reason"),
        ("pause", ActivityAction.Pause, "Take no sign-ups for now"),
        ("resume", ActivityAction.Resume, "Take sign-ups again"),
        ("withdraw", ActivityAction.Withdraw, "Take back a change that waits for a yes or was sent back: what was approved is out again"),
        ("cancel", ActivityAction.Cancel, "Call it off, with a reason that everybody reads"),
    ];

    private static async Task<Results<Versioned<OrganisedActivity>, Problem>> FindAsync(Guid id, OrganisedReader reader, CancellationToken ct) =>
        await reader.FindAsync(id, ct) is { } activity ? new Versioned<OrganisedActivity>(activity, activity.Version) : Problems.NotFound();

    private static async Task<Results<Created<OrganisedActivity>, Problem>> AddAsync(ActivityDraft draft, ActivityEdit edit, SeriesBook series, OrganisedReader reader, CancellationToken ct)
    {
        var reply = string.IsNullOrEmpty(draft.Repeat) ? await edit.AddAsync(draft, ct) : await series.FoundAsync(draft, ct);
        return reply.Answer.IsDone
            ? TypedResults.Created($"/api/v1/activities/{reply.Id}/organised", await reader.FindAsync(reply.Id, ct))
            : reply.Answer.Problem();
    }

    private static async Task<Results<Versioned<OrganisedActivity>, NoContent, Problem>> ChangeAsync([AsParameters] SeenQuery query, ActivityDraft draft, ActivityEdit edit, SeriesSteps series, OrganiserTurn turn, CancellationToken ct, bool following = false)
    {
        if (!query.TryRead(out var seen))
        {
            return SeenQuery.Unreadable();
        }

        return await turn.SayAsync(following ? await series.ChangeFollowingAsync(seen.Id, draft, seen.Version, ct) : await edit.ChangeAsync(seen.Id, draft, seen.Version, ct), ct);
    }

    private static async Task<Results<Versioned<OrganisedActivity>, NoContent, Problem>> EvaluateAsync([AsParameters] SeenQuery query, EvaluationInput input, EvaluationBook book, OrganisedReader reader, OrganiserTurn turn, CancellationToken ct)
    {
        if (!query.TryRead(out var seen))
        {
            return SeenQuery.Unreadable();
        }

        return await reader.FindAsync(seen.Id, ct) is null ? Problems.NotFound() : await turn.SayAsync(await book.EvaluateAsync(seen.Id, input, ct, seen.Version), ct);
    }
}

/// <param name="Version">What the caller saw; with it a step on something changed meanwhile is refused.</param>
internal sealed record StepInput([property: MaxLength(SeatBook.LongestReason)] string? Reason = null, int? Version = null);

/// <summary>Takes a step for the API and puts the reply into HTTP.</summary>
internal sealed class OrganiserTurn(SeriesSteps steps, OrganisedReader reader)
{
    public async Task<Results<Versioned<OrganisedActivity>, NoContent, Problem>> StepAsync(SeenQuery query, ActivityAction action, StepInput? input, CancellationToken ct) => query.TryRead(out var seen)
        ? await SayAsync(await steps.StepAsync(seen.Id, action, ct, input?.Reason ?? "", seen.Version ?? input?.Version), ct)
        : SeenQuery.Unreadable();

    public async Task<Results<Versioned<OrganisedActivity>, NoContent, Problem>> SayAsync(OrganiserReply reply, CancellationToken ct) => !reply.Answer.IsDone ? reply.Answer.Problem()
        : await reader.FindAsync(reply.Id, ct) is { } activity ? new Versioned<OrganisedActivity>(activity, activity.Version) : TypedResults.NoContent();
}
