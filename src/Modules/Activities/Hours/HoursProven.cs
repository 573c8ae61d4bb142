using Weiguang.Activities.Domain;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;

namespace Weiguang.Activities.Hours;

/// <summary>Outbox: a record is proven and belongs in the ledger. It names the record only; what is posted is what the record says.</summary>
internal sealed record HoursProven(Guid ActivityId, Guid RecordId, Guid PostingId);

internal static class HoursSending
{
    /// <summary>Sends a proven record that nobody holds on its way; to be saved with the change that proved it.</summary>
    public static void Send(this AppDbContext db, ServiceRecord record, TimeProvider clock)
    {
        if (record is { State: RecordState.Proven, HeldAt: null, PostingId: { } posting })
        {
            db.Publish(new HoursProven(record.ActivityId, record.Id, posting), clock);
        }

        db.Announce(ActivityTopics.Of(record.ActivityId));
    }
}
