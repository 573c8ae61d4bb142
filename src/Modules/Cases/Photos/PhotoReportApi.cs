using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.People;

namespace Weiguang.Cases.Photos;

/// <summary>Pictures that should not be there, over the API.</summary>
internal static class PhotoReportApi
{
    public static void MapPhotoReports(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/albums/{album}/{owner:guid}/{photo:guid}/report", ReportAsync).RequireAuthorization(Policies.SignedIn).Paced(CaseVerbs.ReportPhoto).WithTags("Albums").WithSummary("Say that a picture should not be there, and why");
        routes.MapPost("/api/v1/photo-reports/{id:guid}/decision", DecideAsync).RequireAuthorization(CasePermissions.Photos).WithTags("Albums").WithSummary("Staff: take the picture down (takeDown) or leave it, in words");
    }

    private static async Task<Results<NoContent, Problem>> ReportAsync([MaxLength(LengthDoor.Word)] string album, Guid owner, Guid photo, PhotoReportRequest request, PhotoReportBook book, CancellationToken ct) =>
        (await book.ReportAsync(album, owner, photo, request.Reason, ct)).ToResult();

    private static async Task<Results<NoContent, Problem>> DecideAsync(Guid id, PhotoReportDecision request, PhotoReportBook book, CancellationToken ct) =>
        (await book.DecideAsync(id, request.TakeDown, request.Decision, ct)).ToResult();
}

internal sealed record PhotoReportRequest([property: MaxLength(PublicObjection.MostLetters)] string? Reason);

internal sealed record PhotoReportDecision(bool? TakeDown, [property: MaxLength(PublicObjection.MostLetters)] string? Decision);
