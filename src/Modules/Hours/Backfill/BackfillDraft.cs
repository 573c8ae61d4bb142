namespace Weiguang.Hours.Backfill;

/// <summary>What the organiser enters: who was there from when to when, why it was not proven, and that it is true.</summary>
internal sealed record BackfillDraft(
    Guid EngagementId, IReadOnlyList<Guid> VolunteerIds, DateTime? FromAt, DateTime? UntilAt, string? Reason, bool Declared);
