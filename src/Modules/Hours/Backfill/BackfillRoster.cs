namespace Weiguang.Hours.Backfill;

/// <summary>Who was expected at an engagement and has no hours there.</summary>
/// <param name="Missing">Theirs may be entered.</param>
/// <param name="Judged">Theirs were taken back or doubted: they may ask for a correction, and nobody enters them again.</param>
internal sealed record BackfillRoster(IReadOnlyList<Guid> Missing, IReadOnlyList<Guid> Judged);
