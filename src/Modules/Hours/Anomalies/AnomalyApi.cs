using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;

namespace Weiguang.Hours.Anomalies;

/// <summary>Cases of doubtful hours, for staff of the place.</summary>
internal static class AnomalyApi
{
    public static void MapAnomalyApi(this IEndpointRouteBuilder routes)
    {
        routes.MapList<AnomalyList, AnomalyCase, AnomalyRow, AnomalyLine>("/api/v1/anomalies", row => row.Line with { Names = [.. row.Line.Names.Select(Mask.Name)] }).RequireAuthorization(HoursPermissions.JudgeAnomalies).WithTags("Anomalies").WithSummary("Cases of doubtful hours, newest first: those decided, unless state says otherwise");
        routes.MapPost("/api/v1/hours/{id:guid}/anomalies/{caseId:guid}/{verdict:regex(^(hold|clear|uphold)$)}", TakeAsync).RequireAuthorization(HoursPermissions.JudgeAnomalies).WithTags("Anomalies")
            .WithSummary("Hold what is not in the ledger yet, clear, or uphold and take the hours back");
    }

    private static async Task<Results<NoContent, Problem>> TakeAsync(Guid id, Guid caseId, [MaxLength(LengthDoor.Word)] string verdict, CaseInput input, AnomalyBook book, CancellationToken ct) =>
        (await book.TakeAsync(id, caseId, Enum.Parse<AnomalyStep>(verdict, ignoreCase: true), input.Words, ct)).ToResult();
}

/// <param name="Words">What was found out; needed to clear or uphold.</param>
internal sealed record CaseInput([property: MaxLength(ReasonText.MostLetters)] string? Words = null);
