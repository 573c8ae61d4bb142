using Weiguang.Hours.Backfill;
using Weiguang.Hours.Domain;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Time;

namespace Weiguang.Hours.Records;

/// <summary>One thing that waits for a decision, or is late.</summary>
internal sealed record DeskItem(string Title, string Organiser, string Text, DateTime At, string Href);

/// <summary>Everything about hours that waits for staff of a place.</summary>
internal sealed record HoursDesk(IReadOnlyList<DeskItem> Backfills, IReadOnlyList<DeskItem> Objections, IReadOnlyList<DeskItem> Corrections, IReadOnlyList<DeskItem> Questions, IReadOnlyList<DeskItem> Late)
{
    private const int Most = 50;

    public static async Task<HoursDesk> ReadAsync(AppDbContext db, DateTime now, CancellationToken ct)
    {
        var viewer = db.Viewer;
        var backfills = await db.Set<Domain.Backfill>().AsNoTracking()
            .Where(b => b.State == BackfillState.Submitted && b.DivisionCode >= viewer.From && b.DivisionCode < viewer.To).OrderBy(b => b.At).Take(Most).ToListAsync(ct);
        var objections = await (from o in db.Set<Objection>().AsNoTracking()
                                join r in db.Set<ServiceRecord>() on new { o.SourceId, Id = o.RecordId } equals new { r.SourceId, r.Id }
                                where o.Upheld == null && o.DivisionCode >= viewer.From && o.DivisionCode < viewer.To
                                orderby o.At
                                select new { r.Title, r.Organiser, o }).Take(Most).ToListAsync(ct);
        var corrections = await (from c in db.Set<Correction>().AsNoTracking()
                                 join r in db.Set<ServiceRecord>() on new { c.SourceId, Id = c.RecordId } equals new { r.SourceId, r.Id }
                                 where (c.State == CorrectionState.Proposed || (c.State == CorrectionState.Asked && c.IsOffices)) && c.DivisionCode >= viewer.From && c.DivisionCode < viewer.To
                                 orderby c.At
                                 select new { r.Title, r.Organiser, c }).Take(Most).ToListAsync(ct);
        var questions = await db.Set<ServiceRecord>().AsNoTracking()
            .Where(r => r.State == RecordState.Questioned && r.EscalatedAt != null && r.DivisionCode >= viewer.From && r.DivisionCode < viewer.To)
            .GroupBy(r => new { r.SourceId, r.EngagementId, r.Title, r.Organiser }).Select(g => new { g.Key, At = g.Min(r => r.EscalatedAt) }).OrderBy(g => g.At).Take(Most).ToListAsync(ct);
        var late = await db.Set<RecordClock>().AsNoTracking()
            .Where(k => k.DoneAt == null && k.DueAt <= now && k.DivisionCode >= viewer.From && k.DivisionCode < viewer.To
                && db.Set<ServiceRecord>().Any(r => r.SourceId == k.SourceId && r.EngagementId == k.EngagementId && r.State != RecordState.Void
                    && (r.Stars == null || r.State == RecordState.Questioned || r.State == RecordState.Unconfirmed)))
            .OrderBy(k => k.DueAt).Take(Most).ToListAsync(ct);
        return new(
            [.. backfills.Select(b => new DeskItem(b.Title, b.Organiser, b.Reason, b.At, BackfillLinks.Of(b)))],
            [.. objections.Select(x => new DeskItem(x.Title, x.Organiser, x.o.Reason, x.o.At, $"/console/hours/{x.o.SourceId}/objections/{x.o.Id}"))],
            [.. corrections.Select(x => new DeskItem(x.Title, x.Organiser, x.c.Reason, x.c.At, HoursLinks.Of(x.c.SourceId, x.c.RecordId)))],
            [.. questions.Select(x => new DeskItem(x.Key.Title, x.Key.Organiser, "", x.At!.Value, $"{HoursLinks.Desk(x.Key.SourceId)}?engagement={x.Key.EngagementId}"))],
            [.. late.Select(k => new DeskItem(k.Title, k.Organiser, "", k.DueAt, $"{HoursLinks.Desk(k.SourceId)}?engagement={k.EngagementId}"))]);
    }
}
