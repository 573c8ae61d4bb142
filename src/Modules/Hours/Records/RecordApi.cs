using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Hours.Backfill;
using Weiguang.Hours.Correcting;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Hours.Records;

/// <summary>Service records over HTTP. A step that is not possible answers 403 (somebody else's to take) or 409 (not now).</summary>
internal static class RecordApi
{
    public static void MapRecordApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/me/records", MineAsync).RequireAuthorization(Policies.SignedIn).WithTags("Records").WithSummary("My service records, newest first");
        var api = routes.MapGroup("/api/v1/hours/{id:guid}").RequireAuthorization(Policies.SignedIn).WithTags("Records");
        api.MapGet("engagements/{engagementId:guid}/records", OfEngagementAsync).WithSummary("Service records of a shift, for its organisers and staff of the place");
        api.MapPost("engagements/{engagementId:guid}/evaluation", EvaluateAsync).WithSummary("Evaluate one record, or all of a shift that have no evaluation yet");
        api.MapGet("records/{recordId:guid}", FindAsync).WithSummary("One record with the elements of Order 67, its story and its corrections; its ETag is what a step with If-Match compares");
        api.MapPost("records/{recordId:guid}/end", SayEndAsync).WithSummary("When somebody left who did not check out: the volunteer's own word, or the organiser's or the station's; the same time from both is proven. Beyond the last proof it needs pictures, which are brought before, the volunteer's yes and publicity");
        api.MapPost("records/{recordId:guid}/confirm", ConfirmAsync).WithSummary("The word of somebody who does not stand behind a record yet, for one that rests on too few: awaits says whose");
        api.MapPost("records/{recordId:guid}/corrections", AskAsync).Paced(HoursVerbs.Correct).WithSummary("Volunteer: ask for a correction");
        api.MapPost("corrections/{correctionId:guid}/proposal", ProposeAsync).WithSummary("Organiser: say what is right; more than the record has needs pictures, which are brought before, and the volunteer's yes");
        api.MapPost("corrections/{correctionId:guid}/agreement", AgreeAsync).WithSummary("Volunteer: the minutes that the organiser adds are right, or they are not");
        api.MapPost("corrections/{correctionId:guid}/decision", DecideAsync).RequireAuthorization(HoursPermissions.Decide).WithSummary("Staff outside the team: decide; a yes reverses the old posting and makes a new one, after publicity where minutes are added");
    }

    private static RecordLine In(this RecordLine record, IStringLocalizer phrases) => record.WhyNot is { } why ? record with { WhyNot = phrases[why] } : record;

    private static async Task<Ok<Page<RecordLine>>> MineAsync(RecordReader reader, IStringLocalizer phrases, CancellationToken ct, string? cursor = null) => TypedResults.Ok((await reader.MineAsync(cursor, ct)).Select(r => r.In(phrases)));

    private static async Task<Results<Ok<Page<RecordLine>>, Problem>> OfEngagementAsync(Guid id, Guid engagementId, RecordReader reader, IStringLocalizer phrases, CancellationToken ct, string? cursor = null) =>
        await reader.OfEngagementAsync(id, engagementId, cursor, ct) is { } page ? TypedResults.Ok(page.Select(r => r.In(phrases))) : Problems.NotFound();

    private static async Task<Results<Versioned<RecordDetail>, Problem>> FindAsync(Guid id, Guid recordId, RecordReader reader, IStringLocalizer phrases, CancellationToken ct) =>
        await reader.FindAsync(id, recordId, ct) is { } record ? new Versioned<RecordDetail>(record with { Record = record.Record.In(phrases) }, record.Record.Version) : Problems.NotFound();

    private static async Task<Results<NoContent, Problem>> EvaluateAsync(Guid id, Guid engagementId, EvaluationInput input, RecordBook book, CancellationToken ct) =>
        (await book.EvaluateAsync(id, engagementId, input.RecordId, input.Stars, input.Words, ct)).ToResult();

    private static async Task<Results<NoContent, Problem>> SayEndAsync([AsParameters] SeenQuery query, Guid recordId, EndInput input, RecordBook book, CancellationToken ct) => query.TryRead(out var seen)
        ? (await book.SayEndAsync(query.Id, recordId, input.Until?.ToUniversalTime(), PhotoHaul.Nothing, ct, seen.Version)).ToResult() : SeenQuery.Unreadable();

    private static async Task<Results<NoContent, Problem>> ConfirmAsync([AsParameters] SeenQuery query, Guid recordId, RecordBook book, CancellationToken ct) => query.TryRead(out var seen)
        ? (await book.ConfirmAsync(query.Id, recordId, ct, seen.Version)).ToResult() : SeenQuery.Unreadable();

    private static async Task<Results<NoContent, Problem>> AskAsync(Guid id, Guid recordId, CorrectionInput input, Corrections corrections, CancellationToken ct) =>
        (await corrections.AskAsync(id, recordId, input.Reason, ct)).ToResult();

    private static async Task<Results<NoContent, Problem>> ProposeAsync(Guid id, Guid correctionId, ProposalInput input, Corrections corrections, CancellationToken ct) =>
        (await corrections.ProposeAsync(id, correctionId, input.Minutes, input.Answer, PhotoHaul.Nothing, ct)).ToResult();

    private static async Task<Results<NoContent, Problem>> AgreeAsync(Guid id, Guid correctionId, AgreementInput input, Corrections corrections, CancellationToken ct) =>
        (await corrections.AgreeAsync(id, correctionId, input.Agreed, ct)).ToResult();

    private static async Task<Results<NoContent, Problem>> DecideAsync(Guid id, Guid correctionId, DecisionInput input, Corrections corrections, CancellationToken ct) =>
        (await corrections.DecideAsync(id, correctionId, input.Approved, input.Decision, ct)).ToResult();
}

/// <param name="Stars">1 to 5.</param>
/// <param name="RecordId">Null for all of the shift without an evaluation.</param>
internal sealed record EvaluationInput(int? Stars, [property: MaxLength(200)] string? Words = null, Guid? RecordId = null);

/// <param name="Until">When the volunteer left, with offset.</param>
internal sealed record EndInput(DateTime? Until);

internal sealed record CorrectionInput([property: MaxLength(ReasonText.MostLetters)] string? Reason);

internal sealed record ProposalInput(int? Minutes, [property: MaxLength(ReasonText.MostLetters)] string? Answer);

internal sealed record DecisionInput(bool? Approved, [property: MaxLength(ReasonText.MostLetters)] string? Decision);
