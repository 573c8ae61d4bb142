using System.Globalization;
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
        hours.MapGet("/year", YearAsync).WithSummary("One year of my hours: by day, by kind and by evidence");
    }

    private static async Task<Ok<HoursYear>> YearAsync(HoursBook hours, IStringLocalizer L, CancellationToken ct, int? year = null) =>
        TypedResults.Ok(HoursYear.Of(await hours.ReadAsync(null, year, ct), L));

    private static async Task<Ok<HoursAnswer>> ReadAsync(LedgerBook book, Viewer viewer, IStringLocalizer L, CancellationToken ct, string? cursor = null)
    {
        var me = viewer.PersonId;
        var page = await book.EntriesAsync(me, LedgerUnit.Minutes, cursor, ct);
        return TypedResults.Ok(new HoursAnswer(
            LedgerAccountKey.Person(me).AccountId(LedgerUnit.Minutes),
            await book.BalanceAsync(me, LedgerUnit.Minutes, ct), await book.BalanceAsync(me, LedgerUnit.HonourMinutes, ct),
            await book.BalanceAsync(me, LedgerUnit.Points, ct), [.. page.Items.Select(line => HoursItem.Of(line, L))], page.Next));
    }
}

/// <summary>Balances (minutes, points) and one page of entries.</summary>
/// <param name="AccountId">Of credit hours in the ledger: what an anchor's proof is asked for.</param>
internal sealed record HoursAnswer(Guid AccountId, long Minutes, long HonourMinutes, long Points, IReadOnlyList<HoursItem> Items, string? Next);

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

/// <param name="Years">With entries, newest first.</param>
/// <param name="Days">Credit minutes by day, yyyy-MM-dd; days without are left out.</param>
internal sealed record HoursYear(
    int Year, IReadOnlyList<int> Years, long Minutes, IReadOnlyDictionary<string, long> Days, IReadOnlyDictionary<string, long> Kinds, IReadOnlyDictionary<string, long> Evidence)
{
    public static HoursYear Of(HoursSheet sheet, IStringLocalizer L) => new(
        sheet.Year, sheet.Years, sheet.Minutes,
        sheet.Months.SelectMany(m => m.Days.OrderBy(d => d.Key).Select(d => (Day: m.First.AddDays(d.Key - 1), Minutes: d.Value)))
            .ToDictionary(d => d.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), d => d.Minutes),
        sheet.Kinds.ToDictionary(k => L[k.Of].Value, k => k.Minutes), sheet.Grades.ToDictionary(g => g.Of?.ToString() ?? "", g => g.Minutes));
}
