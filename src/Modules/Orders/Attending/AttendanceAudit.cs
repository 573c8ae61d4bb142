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
        var odd = await (from there in db.Set<Attendance>().IgnoreQueryFilters()
                         join stay in db.Set<Stay>().IgnoreQueryFilters() on new { Id = there.OrderId, there.VolunteerId } equals new { Id = stay.SourceId, stay.VolunteerId }
                         where there.InAt != stay.InAt || there.OutAt != stay.OutAt
                         orderby there.OrderId
                         select new { there.OrderId, there.VolunteerId, there.InAt, there.OutAt, Was = stay.InAt, Until = stay.OutAt }).FirstOrDefaultAsync(ct);
        return odd is null ? null : new(
            LedgerFault.Source, LedgerAccountKey.Person(odd.VolunteerId).AccountId(LedgerUnit.Minutes), null, null, $"order {odd.OrderId}: {Say(odd.Was, odd.Until)}", Say(odd.InAt, odd.OutAt));
    }

    private static string Say(DateTime from, DateTime? until) => string.Create(CultureInfo.InvariantCulture, $"from {from:yyyy-MM-dd HH:mm:ss} to {until:yyyy-MM-dd HH:mm:ss}");
}
