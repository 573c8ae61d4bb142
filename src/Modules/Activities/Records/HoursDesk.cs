using Weiguang.Activities.Backfill;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Hours;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Records;

/// <summary>One thing that waits for a decision, or is late.</summary>
internal sealed record DeskItem(string Title, string Organiser, string Text, DateTime At, string Href);

/// <summary>Everything about hours that waits for staff of a place.</summary>
internal sealed record HoursDesk(IReadOnlyList<DeskItem> Backfills, IReadOnlyList<DeskItem> Objections, IReadOnlyList<DeskItem> Corrections, IReadOnlyList<DeskItem> Questions, IReadOnlyList<DeskItem> Late)
{
    private const int Most = 50;

    public static async Task<HoursDesk> ReadAsync(AppDbContext db, DateTime now, CancellationToken ct)
    {
        var viewer = db.Viewer;
        var activities = db.Set<Activity>().AsNoTracking();
        var backfills = await (from b in db.Set<Domain.Backfill>().AsNoTracking()
                               join a in activities on b.ActivityId equals a.Id
                               where b.State == BackfillState.Submitted && b.DivisionCode >= viewer.From && b.DivisionCode < viewer.To
                               orderby b.At
                               select new { a.Title, a.Organiser, b }).Take(Most).ToListAsync(ct);
        var objections = await (from o in db.Set<Objection>().AsNoTracking()
                                join a in activities on o.ActivityId equals a.Id
                                where o.Upheld == null && o.DivisionCode >= viewer.From && o.DivisionCode < viewer.To
                                orderby o.At
                                select new { a.Title, a.Organiser, o }).Take(Most).ToListAsync(ct);
        var corrections = await (from c in db.Set<Correction>().AsNoTracking()
                                 join a in activities on c.ActivityId equals a.Id
                                 where c.State == CorrectionState.Proposed && c.DivisionCode >= viewer.From && c.DivisionCode < viewer.To
                                 orderby c.At
                                 select new { a.Title, a.Organiser, c }).Take(Most).ToListAsync(ct);
        var questions = await db.Set<ServiceRecord>().AsNoTracking()
            .Where(r => r.State == RecordState.Questioned && r.EscalatedAt != null && r.DivisionCode >= viewer.From && r.DivisionCode < viewer.To)
            .GroupBy(r => new { r.ActivityId, r.ShiftId, r.Title, r.Organiser }).Select(g => new { g.Key, At = g.Min(r => r.EscalatedAt) }).OrderBy(g => g.At).Take(Most).ToListAsync(ct);
        var late = await (from k in db.Set<RecordClock>().AsNoTracking()
                          join a in activities on k.ActivityId equals a.Id
                          where k.DoneAt == null && k.DueAt <= now && k.DivisionCode >= viewer.From && k.DivisionCode < viewer.To
                              && db.Set<ServiceRecord>().Any(r => r.ActivityId == k.ActivityId && r.ShiftId == k.ShiftId && r.State != RecordState.Void
                                  && (r.Stars == null || r.State == RecordState.Questioned || r.State == RecordState.Unconfirmed))
                          orderby k.DueAt
                          select new { a.Title, a.Organiser, k }).Take(Most).ToListAsync(ct);
        return new(
            [.. backfills.Select(x => new DeskItem(x.Title, x.Organiser, x.b.Reason, x.b.At, BackfillLinks.Of(x.b)))],
            [.. objections.Select(x => new DeskItem(x.Title, x.Organiser, x.o.Reason, x.o.At, $"/console/activities/{x.o.ActivityId}/objections/{x.o.Id}"))],
            [.. corrections.Select(x => new DeskItem(x.Title, x.Organiser, x.c.Reason, x.c.At, RecordLinks.Of(x.c.ActivityId, x.c.RecordId)))],
            [.. questions.Select(x => new DeskItem(x.Key.Title, x.Key.Organiser, "", x.At!.Value, $"{RecordLinks.Desk(x.Key.ActivityId)}?shift={x.Key.ShiftId}"))],
            [.. late.Select(x => new DeskItem(x.Title, x.Organiser, "", x.k.DueAt, $"{RecordLinks.Desk(x.k.ActivityId)}?shift={x.k.ShiftId}"))]);
    }
}
