using System.Globalization;
using Weiguang.Hours;
using Weiguang.Ledger;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Attending;

/// <summary>Proves that orders tell of a visit what its service record was made of: when the volunteer came and left stands the same on both sides. A difference is looked at once more in one snapshot.</summary>
internal sealed class AttendanceAudit(AppDbContext db) : ISourceAudit
{
    /// <summary>It answers for no postings: those are the records' own.</summary>
    public IReadOnlyCollection<string> Kinds => [];

    public Task<LedgerDifference?> CheckAsync(CancellationToken ct) => db.LookTwiceAsync(() => CompareAsync(ct), ct);

    private async Task<LedgerDifference?> CompareAsync(CancellationToken ct)
    {
        var changed = await (from there in db.Set<Attendance>().IgnoreQueryFilters()
                             join stay in db.Set<Stay>().IgnoreQueryFilters() on new { Id = there.OrderId, there.VolunteerId } equals new { Id = stay.SourceId, stay.VolunteerId }
                             where there.InAt != stay.InAt || there.OutAt != stay.OutAt
                             orderby there.OrderId
                             select new { there.OrderId, there.VolunteerId, there.InAt, there.OutAt, Was = stay.InAt, Until = stay.OutAt }).FirstOrDefaultAsync(ct);
        return changed is not null ? Fault(changed.VolunteerId, $"order {changed.OrderId}: {Say(changed.Was, changed.Until)}", Say(changed.InAt, changed.OutAt))
            : await LostAsync(ct) ?? await RaisedAsync(ct);
    }

    /// <summary>A visit said to be longer than it took, or better proven than it is.</summary>
    private async Task<LedgerDifference?> RaisedAsync(CancellationToken ct)
    {
        await foreach (var there in db.Set<Attendance>().IgnoreQueryFilters().AsNoTracking().Where(a => a.OutAt != null).OrderBy(a => a.OrderId).AsAsyncEnumerable().WithCancellation(ct))
        {
            var (took, proven) = ((int)(there.OutAt!.Value - there.InAt).TotalMinutes, (EvidenceGrade)Math.Max((int)EvidenceWords.GradeOf(there.InProof), (int)EvidenceWords.GradeOf(there.OutProof)));
            if (there.Minutes > took || there.Grade < proven)
            {
                return Fault(there.VolunteerId, $"order {there.OrderId}: {took} minutes, {proven} at most", $"{there.Minutes} minutes, {there.Grade}");
            }
        }

        return null;
    }

    /// <summary>A visit of which the order tells nothing any more.</summary>
    private async Task<LedgerDifference?> LostAsync(CancellationToken ct)
    {
        var attended = db.Set<Attendance>().IgnoreQueryFilters();
        var lost = await (from order in db.Set<Order>().IgnoreQueryFilters()
                          join stay in db.Set<Stay>().IgnoreQueryFilters() on order.Id equals stay.SourceId
                          where !attended.Any(a => a.OrderId == order.Id && a.VolunteerId == stay.VolunteerId)
                          orderby order.Id
                          select new { order.Id, stay.VolunteerId, stay.InAt, stay.OutAt }).FirstOrDefaultAsync(ct);
        return lost is null ? null : Fault(lost.VolunteerId, $"order {lost.Id}: {Say(lost.InAt, lost.OutAt)}", "no attendance");
    }

    private static LedgerDifference Fault(Guid volunteer, string expected, string found) => new(LedgerFault.Source, LedgerAccountKey.Person(volunteer).AccountId(LedgerUnit.Minutes), null, null, expected, found);

    private static string Say(DateTime from, DateTime? until) => string.Create(CultureInfo.InvariantCulture, $"from {from:yyyy-MM-dd HH:mm:ss} to {until:yyyy-MM-dd HH:mm:ss}");
}
