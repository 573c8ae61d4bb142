using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Hours.Publicity;

/// <summary>Public hours of a source, and doubts about them.</summary>
internal static class PublicityApi
{
    public static void MapPublicityApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/hours/{id:guid}").WithTags("Publicity");
        api.MapGet("", ReadAsync).WithSummary("Hours of an activity or another source with their evidence, names masked; for everybody, also where the source itself is not public");
        api.MapPost("records/{recordId:guid}/objections", RaiseAsync).Paced(HoursVerbs.Object).RequireAuthorization(Policies.SignedIn).WithSummary("Doubt somebody's hours, with a reason; only staff learn who did");
        api.MapPost("objections/{objectionId:guid}/decision", DecideAsync).RequireAuthorization(HoursPermissions.Decide).WithSummary("Staff outside the team: decide; upheld takes the hours back, and with addedOnly no more than what was said beyond what was proven");
    }

    private static async Task<Results<Ok<Page<PublicLine>>, Problem>> ReadAsync(Guid id, PublicHours hours, CancellationToken ct, string? cursor = null) =>
        await hours.ReadAsync(id, cursor, ct) is var (_, lines, _) ? TypedResults.Ok(lines) : Problems.NotFound();

    private static async Task<Results<NoContent, Problem>> RaiseAsync(Guid id, Guid recordId, ObjectionInput input, Objections objections, CancellationToken ct) =>
        (await objections.RaiseAsync(id, recordId, input.Reason, input.AtStation ? new(input.Name) : null, ct)).ToResult();

    private static async Task<Results<NoContent, Problem>> DecideAsync(Guid id, Guid objectionId, UpholdInput input, Objections objections, CancellationToken ct) =>
        (await objections.DecideAsync(id, objectionId, input.Finding, input.Decision, ct)).ToResult();
}

/// <param name="AtStation">Staff of the place enter it for somebody who came and has no account.</param>
/// <param name="Name">How they are called; left out for somebody who gives no name.</param>
internal sealed record ObjectionInput([property: MaxLength(ReasonText.MostLetters)] string? Reason, bool AtStation = false, [property: MaxLength(Domain.Objection.MostName)] string? Name = null);

/// <param name="AddedOnly">With <paramref name="Upheld"/>: only what was said beyond what was proven is taken back.</param>
internal sealed record UpholdInput(bool? Upheld, [property: MaxLength(ReasonText.MostLetters)] string? Decision, bool AddedOnly = false)
{
    internal Finding? Finding => Upheld is not { } upheld ? null : !upheld ? Publicity.Finding.Unfounded : AddedOnly ? Publicity.Finding.InPart : Publicity.Finding.Founded;
}
