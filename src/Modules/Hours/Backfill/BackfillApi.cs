using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Records;
using Weiguang.Hours.Said;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Security;
using Weiguang.People;

namespace Weiguang.Hours.Backfill;

/// <summary>Entering hours afterwards, over HTTP. The form is multipart: <c>engagementId, volunteerIds (several), fromAt, untilAt (with offset), reason, declared, photos</c>.</summary>
internal static class BackfillApi
{
    public static void MapBackfillApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/hours/{id:guid}/backfills").RequireAuthorization(Policies.SignedIn).WithTags("Backfill");
        api.MapPost("", SubmitAsync).Paced(HoursVerbs.Backfill).WithMetadata(new TakesPhotosAttribute()).DisableAntiforgery().WithSummary("Organiser: enter hours afterwards, with pictures, a reason and a declaration");
        api.MapGet("{backfillId:guid}", FindAsync).WithSummary("One backfill");
        api.MapPost("{backfillId:guid}/agreement", AgreeAsync).WithSummary("Volunteer: it was so, or it was not");
        api.MapPost("{backfillId:guid}/decision", DecideAsync).RequireAuthorization(HoursPermissions.Decide).WithSummary("Staff outside the team: approve or refuse");
        routes.MapGet("/hours/{id:guid}/backfills/{backfillId:guid}/photos/{number:int}", ShowAsync).RequireAuthorization(Policies.SignedIn).ExcludeFromDescription();
    }

    private static async Task<Results<Created<BackfillMade>, Problem>> SubmitAsync(Guid id, HttpRequest request, BackfillBook book, PhotoIntake intake, IStringLocalizer phrases, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            return Problems.Invalid("photos", Kernel.Text.Phrase.Of("请放 1 到 6 张现场照片"));
        }

        var form = await request.ReadFormAsync(ct);
        var draft = new BackfillDraft(
            Guid.TryParse(form["engagementId"], out var shift) ? shift : default,
            [.. form["volunteerIds"].Select(v => Guid.TryParse(v, out var person) ? person : default).Distinct()],
            Time(form["fromAt"]), Time(form["untilAt"]), form["reason"], form["declared"] == "true");
        var haul = await intake.ReadAsync(form.Files, null, ct, judge: ProofPictures.Says);
        var (answer, backfill) = await book.SubmitAsync(id, draft, haul, ct);
        if (haul.Without(answer.Photos) is { Refused.Count: > 0 } all && answer.Errors.TryGetValue("photos", out var messages))
        {
            return Problems.Invalid("photos", messages[0], new() { ["refused"] = all.Facts(r => phrases[r.Text, r.Name]) });
        }

        return answer.IsDone ? TypedResults.Created($"/api/v1/hours/{id}/backfills/{backfill}", new BackfillMade(backfill)) : answer.Problem();
    }

    private static async Task<Results<Ok<BackfillDetail>, Problem>> FindAsync(Guid id, Guid backfillId, BackfillReader reader, CancellationToken ct) =>
        await reader.FindAsync(id, backfillId, ct) is { } backfill ? TypedResults.Ok(backfill) : Problems.NotFound();

    private static async Task<Results<NoContent, Problem>> AgreeAsync(Guid id, Guid backfillId, AgreementInput input, BackfillBook book, CancellationToken ct) =>
        (await book.AgreeAsync(id, backfillId, input.Agreed, ct)).ToResult();

    private static async Task<Results<NoContent, Problem>> DecideAsync(Guid id, Guid backfillId, DecisionInput input, BackfillBook book, CancellationToken ct) =>
        (await book.DecideAsync(id, backfillId, input.Approved, input.Decision, ct)).ToResult();

    private static Task<IResult> ShowAsync(Guid id, Guid backfillId, int number, AppDbContext db, HttpResponse response, CancellationToken ct) =>
        db.Set<Domain.Backfill>().Where(b => b.SourceId == id && b.Id == backfillId).SelectMany(b => b.Photos).ShowAsync(number, response, ct);

    private static DateTime? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.UtcDateTime : null;
}

internal sealed record BackfillMade(Guid Id);

internal sealed record AgreementInput(bool Agreed);
