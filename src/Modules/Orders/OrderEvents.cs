using System.Buffers.Binary;

namespace Weiguang.Orders;

/// <summary>An order was rewarded with points.</summary>
/// <param name="PostingId">Source of their posting in the ledger, see <see cref="PostingOf"/>.</param>
internal sealed record RewardGranted(Guid OrderId, Guid PostingId, Guid VolunteerId, long DivisionCode, int Points, DateTime OccurredAt, string Title) : IEvent
{
    public static string Name => "orders.reward-granted";

    /// <summary>One that is given again after it was taken back is another posting.</summary>
    /// <param name="sequence">Of the step that rewarded.</param>
    public static Guid PostingOf(Guid orderId, int sequence)
    {
        Span<byte> named = stackalloc byte[20];
        orderId.TryWriteBytes(named, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(named[16..], sequence);
        return NamedGuid.Of(named);
    }
}
