using Weiguang.Activities.Domain;
using Weiguang.Activities.Hours;
using Weiguang.Projects;

namespace Weiguang.Activities.Organising;

/// <summary>
/// What came of a project's round. Held: activities that began in it, are over, and to which somebody came. People: different volunteers with proven hours there.
/// Minutes: what their service records count once proven, so after rest, rounding and second words, backfills after their publicity included, and without what was
/// taken back or waits. A record that is proven later counts from then on: the figures agree with the ledger, not with the door.
/// </summary>
internal sealed class Figures(AppDbContext db) : IProjectFigures
{
    public async Task<RoundFigures> OfAsync(Guid projectId, DateTime from, DateTime until, CancellationToken ct)
    {
        // The figures are the project's, whoever asks: no record itself is shown.
        var over = db.Set<Activity>().IgnoreQueryFilters().Where(a => a.ProjectId == projectId && a.StartsAt >= from && a.StartsAt < until && (a.Status == ActivityStatus.Ended || a.Status == ActivityStatus.Closed));
        var records = db.Set<ServiceRecord>().IgnoreQueryFilters().Where(r => r.State != RecordState.Void);
        var held = await over.CountAsync(a => db.Set<Attendance>().IgnoreQueryFilters().Any(t => t.ActivityId == a.Id) || records.Any(r => r.ActivityId == a.Id), ct);
        var proven = from record in records.Proven()
                     join activity in over on record.ActivityId equals activity.Id
                     select record;
        var people = await proven.Select(r => r.VolunteerId).Distinct().CountAsync(ct);
        return new(held, people, await proven.SumAsync(r => r.Minutes, ct));
    }
}
