using Weiguang.Hours.Domain;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;

namespace Weiguang.Hours.IntoLedger;

/// <summary>A record is proven and belongs in the ledger. It names the record only; what is posted is what the record says.</summary>
internal sealed record HoursProven(Guid SourceId, Guid RecordId, Guid PostingId) : IEvent
{
    public static string Name => "hours.proven";
}

internal static class HoursSending
{
    /// <summary>Sends a proven record that nobody holds on its way; to be saved with the change that proved it.</summary>
    public static void Send(this AppDbContext db, ServiceRecord record, TimeProvider clock)
    {
        if (record is { State: RecordState.Proven, HeldAt: null, PostingId: { } posting })
        {
            db.Publish(new HoursProven(record.SourceId, record.Id, posting), clock);
            db.Settle(record, clock);
        }

        db.Announce(HoursTopics.Of(record.SourceId));
    }

    /// <summary>Tells other modules that something else counts now.</summary>
    public static void Settle(this AppDbContext db, ServiceRecord record, TimeProvider clock) => db.Publish(new HoursSettled(record.Source, record.SourceId), clock);
}
