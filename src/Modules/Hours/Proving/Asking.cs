using Weiguang.Hours.Domain;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Messages;

namespace Weiguang.Hours.Proving;

/// <summary>Tells people what has become of records that were counted just now: whoever can confirm one is asked to.</summary>
internal sealed class Asking(AppDbContext db, InCharge inCharge, MessageBox messages)
{
    public Task TellAsync(ServiceRecord record, CancellationToken ct) => TellAsync([record], ct);

    /// <summary>Records of one engagement. Organisers and staff hear of the first of them: the others stand on the same page.</summary>
    public async Task TellAsync(IReadOnlyCollection<ServiceRecord> counted, CancellationToken ct)
    {
        foreach (var record in counted.Where(r => r.State is RecordState.Unconfirmed or RecordState.Void))
        {
            messages.Put(record.VolunteerId, KindOf(record), HoursLinks.Of(record), record.Title, $"{record.Minutes}");
        }

        foreach (var first in counted.Where(r => OthersOf(r) != Principals.None).DistinctBy(OthersOf))
        {
            await AskAsync(first, OthersOf(first), [.. counted.Select(r => r.Id)], ct);
        }
    }

    internal static MessageKind KindOf(ServiceRecord record) => record.State == RecordState.Void ? HoursMessages.Nothing
        : !record.Backing.Wanted.HasFlag(Principals.Own) ? HoursMessages.WaitsForWord
        : record.IsLate ? HoursMessages.ConfirmLate : record.IsUnseen ? HoursMessages.ConfirmUnseen : HoursMessages.Confirm;

    /// <summary>Who is asked besides the volunteer: those who run it only where the volunteer cannot say it.</summary>
    internal static Principals OthersOf(ServiceRecord record) => record.State != RecordState.Unconfirmed ? Principals.None
        : record.Backing.Wanted is var wanted && wanted.HasFlag(Principals.Outside) ? Principals.Outside
        : wanted.HasFlag(Principals.Own) ? Principals.None : wanted & Principals.Body;

    private async Task AskAsync(ServiceRecord first, Principals whom, List<Guid> counted, CancellationToken ct)
    {
        var (source, engagement) = (first.SourceId, first.EngagementId);
        var waiting = await db.Set<ServiceRecord>().IgnoreQueryFilters().AsNoTracking().Where(r => r.SourceId == source && r.EngagementId == engagement && r.State == RecordState.Unconfirmed && !counted.Contains(r.Id)).ToListAsync(ct);
        if (waiting.Exists(r => OthersOf(r) == whom))
        {
            return;
        }

        var outside = whom == Principals.Outside;
        foreach (var person in outside ? await inCharge.OutsideAsync(first, ct) : await inCharge.OfAsync(first, ct))
        {
            messages.Put(person, outside ? HoursMessages.ConfirmOutside : HoursMessages.ConfirmLead, $"{(outside || first.IsOffices ? HoursLinks.Office(source) : HoursLinks.Desk(source))}?engagement={engagement}", first.Title);
        }
    }
}
