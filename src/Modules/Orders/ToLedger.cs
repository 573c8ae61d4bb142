using Weiguang.Ledger;

namespace Weiguang.Orders;

/// <summary>Posts rewards: exactly once, because the pump marks the event done in the same transaction and the ledger knows its sources.</summary>
internal sealed class ToLedger(LedgerBook ledger) : ISubscriber<RewardGranted>
{
    public const string Source = "order-reward";

    /// <summary>As a subscriber.</summary>
    public const string Name = "orders.to-ledger";

    public Task HandleAsync(IReadOnlyList<RewardGranted> events, CancellationToken ct) => ledger.PostAsync(
        [.. events.Select(m => new Posting(
            LedgerUnit.Points, Source, m.PostingId, LedgerAccountKey.Issuer(m.DivisionCode), LedgerAccountKey.Person(m.VolunteerId), m.Points, m.OccurredAt, Narratives.OrderReward)
            { Args = [m.Title] })], ct);
}
