using Weiguang.Ledger;

namespace Weiguang.Orders;

/// <summary>Posts proven minutes and rewards: exactly once, because the pump marks the message done in the same transaction and the ledger knows its sources.</summary>
internal sealed class ToLedger(LedgerBook ledger) : IOutboxHandler<ServiceProven>, IOutboxHandler<RewardGranted>
{
    public Task HandleAsync(IReadOnlyList<ServiceProven> messages, CancellationToken ct) => ledger.PostAsync(
        [.. messages.Select(m => new Posting(
            LedgerUnit.Minutes, "order", m.OrderId, LedgerAccountKey.Issuer(m.DivisionCode), LedgerAccountKey.Person(m.VolunteerId), m.Minutes, m.OccurredAt, Narratives.OrderService)
            { Args = [m.Title], Evidence = m.Evidence })], ct);

    public Task HandleAsync(IReadOnlyList<RewardGranted> messages, CancellationToken ct) => ledger.PostAsync(
        [.. messages.Select(m => new Posting(
            LedgerUnit.Points, "order-reward", m.OrderId, LedgerAccountKey.Issuer(m.DivisionCode), LedgerAccountKey.Person(m.VolunteerId), m.Points, m.OccurredAt, Narratives.OrderReward)
            { Args = [m.Title] })], ct);
}
