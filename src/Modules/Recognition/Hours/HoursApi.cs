using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Security;
using Weiguang.Ledger;

namespace Weiguang.Recognition.Hours;

/// <summary>The caller's own hours over the API.</summary>
internal static class HoursApi
{
    public static void MapHours(this IEndpointRouteBuilder routes)
    {
        var hours = routes.MapGroup("/api/v1/me/hours").RequireAuthorization(Policies.SignedIn).WithTags("Hours");
        hours.MapGet("/", ReadAsync).WithSummary("My hours: balances, and the entries of credit hours with their evidence, newest first");
    }

    private static async Task<Ok<HoursAnswer>> ReadAsync(LedgerBook book, Viewer viewer, IStringLocalizer L, CancellationToken ct, string? cursor = null)
    {
        var me = viewer.PersonId;
        var page = await book.EntriesAsync(me, LedgerUnit.Minutes, cursor, ct);
        return TypedResults.Ok(new HoursAnswer(
            await book.BalanceAsync(me, LedgerUnit.Minutes, ct), await book.BalanceAsync(me, LedgerUnit.HonourMinutes, ct),
            await book.BalanceAsync(me, LedgerUnit.Points, ct), [.. page.Items.Select(line => HoursItem.Of(line, L))], page.Next));
    }
}

/// <summary>Balances (minutes, points) and one page of entries.</summary>
internal sealed record HoursAnswer(long Minutes, long HonourMinutes, long Points, IReadOnlyList<HoursItem> Items, string? Next);

/// <param name="Evidence">A, B, C or D; null where no proof is needed.</param>
/// <param name="Hash">SHA-256 of this line and, through it, of all before it.</param>
internal sealed record HoursItem(
    Guid TransferId, long Minutes, long BalanceAfter, DateTime OccurredAt, DateTime RecordedAt, string Text, string Narrative, string SourceKind, Guid SourceId,
    string? Evidence, Guid? Reverses, string Hash)
{
    public static HoursItem Of(LedgerLine line, IStringLocalizer L) => new(
        line.TransferId, line.Amount, line.BalanceAfter, line.OccurredAt, line.RecordedAt, HoursWords.Of(L, line), line.Narrative, line.SourceKind, line.SourceId,
        line.Evidence?.ToString(), line.Reverses, line.Hash);
}
