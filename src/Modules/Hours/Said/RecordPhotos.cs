using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Hours.Said;

/// <summary>Pictures of a record over HTTP: brought before minutes are said that nothing measured, and shown to whoever may see the record.</summary>
internal static class RecordPhotos
{
    public static void MapRecordPhotos(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/hours/{id:guid}/records/{recordId:guid}/photos", AddAsync).RequireAuthorization(Policies.SignedIn).WithTags("Records").Paced(HoursVerbs.Backfill).WithMetadata(new TakesPhotosAttribute()).DisableAntiforgery()
            .WithSummary("Organiser: pictures (multipart, photos) for the minutes that the next proposal or end says and nothing measured");
        routes.MapGet("/hours/{id:guid}/records/{recordId:guid}/photos/{number:int}", ShowAsync).RequireAuthorization(Policies.SignedIn).ExcludeFromDescription();
    }

    private static async Task<Results<NoContent, Problem>> AddAsync(
        Guid id, Guid recordId, HttpRequest request, SaidMinutes said, PhotoIntake intake, IStringLocalizer phrases, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            return Problems.Invalid("photos", Phrase.Of("请放 1 到 6 张现场照片"));
        }

        var haul = await intake.ReadAsync((await request.ReadFormAsync(ct)).Files, null, ct, judge: ProofPictures.Says);
        var answer = await said.BringAsync(id, recordId, haul, ct);
        return haul.Without(answer.Photos) is { Refused.Count: > 0 } all && answer.Errors.TryGetValue("photos", out var messages)
            ? Problems.Invalid("photos", messages[0], new() { ["refused"] = all.Facts(r => phrases[r.Text, r.Name]) }) : answer.ToResult();
    }

    private static Task<IResult> ShowAsync(Guid id, Guid recordId, int number, AppDbContext db, HttpResponse response, CancellationToken ct) =>
        db.Set<RecordPhoto>().Where(p => p.SourceId == id && p.RecordId == recordId).ShowAsync(number, response, ct);
}
