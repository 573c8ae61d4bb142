using Weiguang.Activities.CheckIn.Line;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.CheckIn;

/// <summary>Whoever leaves so soon that hardly anything counts is asked whether they mean it.</summary>
internal sealed class SoonLeaving(AppDbContext db, TimeProvider clock)
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(10);

    public bool Is(Stay? stay, DateTime startsAt) => stay is { OutAt: null } here && clock.Now() - Attending.Later(here.InAt, startsAt) < Short;

    /// <summary>Whether that goes for all that the viewer could leave there.</summary>
    public async Task<bool> IsAtAsync(Guid activityId, CancellationToken ct)
    {
        var me = db.Viewer.PersonId;
        var stays = await db.Set<Stay>().AsNoTracking().Where(a => a.SourceId == activityId && a.VolunteerId == me && a.OutAt == null).ToListAsync(ct);
        var starts = await db.Set<Signup>().AsNoTracking().Where(s => s.ActivityId == activityId && s.VolunteerId == me).Where(SignupKinds.Expected).ToDictionaryAsync(s => s.ShiftId, s => s.StartsAt, ct);
        return stays.Count > 0 && stays.TrueForAll(stay => Is(stay, starts.GetValueOrDefault(stay.EngagementId)));
    }
}
