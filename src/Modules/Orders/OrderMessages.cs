using Weiguang.Ledger;

namespace Weiguang.Orders;

/// <summary>Outbox: a service was completed and confirmed; its minutes belong in the ledger.</summary>
internal sealed record ServiceProven(Guid OrderId, Guid VolunteerId, long DivisionCode, int Minutes, EvidenceGrade Evidence, DateTime OccurredAt, string Title);

/// <summary>Outbox: an order was rewarded with points.</summary>
internal sealed record RewardGranted(Guid OrderId, Guid VolunteerId, long DivisionCode, int Points, DateTime OccurredAt, string Title);
