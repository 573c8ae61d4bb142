using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats;
using Weiguang.People;

namespace Weiguang.Activities.Roster;

/// <summary>What organisers do with one person on the list, for page and API alike.</summary>
internal sealed class RosterDesk(AppDbContext db, SeatBook book, PersonDirectory people)
{
    public const string Contact = "activity.contact";

    /// <summary>Who is refused or removed reads why: without a reason nothing is done.</summary>
    public async Task<SeatMove> TakeAsync(RosterStep step, Guid activityId, Guid shiftId, Guid volunteerId, string reason, CancellationToken ct) => step switch
    {
        RosterStep.Approve => await book.ApproveAsync(activityId, shiftId, volunteerId, ct),
        RosterStep.Refuse or RosterStep.Remove when reason.Length == 0 => await IsOnAsync(activityId, shiftId, volunteerId, ct) ? new(MoveOutcome.NeedsReason) : SeatMove.Missing,
        RosterStep.Refuse => await book.RefuseAsync(activityId, shiftId, volunteerId, reason, ct),
        RosterStep.Remove => await book.RemoveAsync(activityId, shiftId, volunteerId, reason, ct),
        _ => SeatMove.NotNow(),
    };

    /// <summary>The phone of somebody on the list, in clear and written down; null when the viewer may not call them.</summary>
    public async Task<string?> PhoneAsync(Guid activityId, Guid shiftId, Guid volunteerId, CancellationToken ct) =>
        await IsOnAsync(activityId, shiftId, volunteerId, ct) ? await people.RevealPhoneAsync(volunteerId, Contact, activityId, ct) : null;

    private async Task<bool> IsOnAsync(Guid activityId, Guid shiftId, Guid volunteerId, CancellationToken ct) =>
        await db.Set<Activity>().RunBy(db.Viewer).AnyAsync(a => a.Id == activityId, ct)
        && await db.Set<Signup>().IgnoreQueryFilters().AnyAsync(s => s.ActivityId == activityId && s.ShiftId == shiftId && s.VolunteerId == volunteerId, ct);
}
