using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Projects;

namespace Weiguang.Activities.Organising;

/// <summary>
/// What came of a project's round. Held: activities that began in it, are over, and to which somebody came. People: different volunteers with proven hours there.
/// Minutes: what their service records count once proven, so after rest, rounding and second words, backfills after their publicity included, and without what was
/// taken back or waits. A record that is proven later counts from then on: the figures agree with the ledger, not with the door.
/// </summary>
internal sealed class Figures(AppDbContext db, HoursFigures hours) : IProjectFigures
{
    public async Task<RoundFigures> OfAsync(Guid projectId, DateTime from, DateTime until, CancellationToken ct)
    {
        // The figures are the project's, whoever asks: no record itself is shown.
        var over = db.Set<Activity>().IgnoreQueryFilters().Where(a => a.ProjectId == projectId && a.StartsAt >= from && a.StartsAt < until && (a.Status == ActivityStatus.Ended || a.Status == ActivityStatus.Closed));
        var held = await hours.HeldAsync(over.Select(a => a.Id), ct);
        var (people, minutes) = await hours.ProvenAsync(over.Select(a => a.Id), ct);
        return new(held, people, minutes);
    }
}
