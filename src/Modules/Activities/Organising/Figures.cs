using Weiguang.Activities.Domain;
using Weiguang.Projects;

namespace Weiguang.Activities.Organising;

/// <summary>What came of a project's round: the activities that began in it and were held, who came, and how long.</summary>
internal sealed class Figures(AppDbContext db) : IProjectFigures
{
    public async Task<RoundFigures> OfAsync(Guid projectId, DateTime from, DateTime until, CancellationToken ct)
    {
        // The figures are the project's, whoever asks: no attendance itself is shown.
        var held = db.Set<Activity>().IgnoreQueryFilters().Where(a => a.ProjectId == projectId && a.StartsAt >= from && a.StartsAt < until && (a.Status == ActivityStatus.Ended || a.Status == ActivityStatus.Closed));
        var count = await held.CountAsync(ct);
        var present = await (from attendance in db.Set<Attendance>().IgnoreQueryFilters()
                             join activity in held on attendance.ActivityId equals activity.Id
                             join shift in db.Set<Shift>() on new { attendance.ActivityId, Id = attendance.ShiftId } equals new { shift.ActivityId, shift.Id }
                             select new { attendance.VolunteerId, attendance.InAt, attendance.OutAt, shift.StartsAt, shift.EndsAt, shift.BreakMinutes }).ToListAsync(ct);
        var minutes = present.Where(p => p.OutAt is not null).Sum(p => Math.Max(0, (int)((Min(p.OutAt!.Value, p.EndsAt) - Max(p.InAt, p.StartsAt)).TotalMinutes) - p.BreakMinutes));
        return new(count, present.Select(p => p.VolunteerId).Distinct().Count(), minutes);
    }

    private static DateTime Min(DateTime a, DateTime b) => a < b ? a : b;

    private static DateTime Max(DateTime a, DateTime b) => a > b ? a : b;
}
