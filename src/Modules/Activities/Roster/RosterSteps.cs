using Microsoft.Extensions.Localization;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Activities.Roster;

/// <summary>What organisers do with one person on the list, for page and API alike.</summary>
internal sealed class RosterSteps(AppDbContext db, SeatBook book, PersonDirectory people, IStringLocalizer L, TimeProvider clock)
{
    public const string Contact = "activity.contact";

    // Who did not come is asked why.
    private static readonly SignupStatus[] Called = [SignupStatus.Accepted, SignupStatus.Offered, SignupStatus.Pending, SignupStatus.Waiting, SignupStatus.NoShow];

    /// <summary>Who is refused or removed reads why: without a reason nothing is done.</summary>
    public async Task<SeatMove> TakeAsync(RosterStep step, Guid activityId, Guid shiftId, Guid volunteerId, string reason, CancellationToken ct, SignupStatus? seen = null) => step switch
    {
        RosterStep.Approve => await book.ApproveAsync(activityId, shiftId, volunteerId, ct),
        RosterStep.Refuse or RosterStep.Remove when reason.Length == 0 => await IsOnAsync(activityId, shiftId, volunteerId, ct) ? new(MoveOutcome.NeedsReason) : SeatMove.Missing,
        RosterStep.Refuse => await book.RefuseAsync(activityId, shiftId, volunteerId, reason, ct),
        RosterStep.Remove => await book.RemoveAsync(activityId, shiftId, volunteerId, reason, ct, seen),
        RosterStep.Call or RosterStep.Invite => SeatMove.NotNow(),
    };

    /// <summary>Why a step was not possible, for the page: how the person stands now, since when, and who made it so.</summary>
    public async Task<string> TellAsync(SeatMove move, Guid volunteerId, CancellationToken ct)
    {
        if (move is not { Status: { } status, Since: { } since })
        {
            return move.Say(L).Text;
        }

        var names = await people.FindAsync([volunteerId, move.By ?? volunteerId], ct);
        var name = names.GetValueOrDefault(volunteerId)?.Name ?? "";
        var by = move.By is { } person ? names.GetValueOrDefault(person)?.Name ?? "" : status is SignupStatus.Cancelled or SignupStatus.Passed ? name : L["系统"].Value;
        var meanwhile = new Meanwhile("signup", by, since) { Words = Phrase.Of("{0}办过了，{1}现在是“{2}”"), Arguments = [by, name, L[status.Words()].Value] };
        return meanwhile.Sentence(L, clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>The phone of somebody who is to come, in clear and written down; null when the viewer may not call them. Who left or was taken off is not called any more; who was on the list when it was called off is.</summary>
    public async Task<string?> PhoneAsync(Guid activityId, Guid shiftId, Guid volunteerId, CancellationToken ct) =>
        await db.Set<Activity>().RunBy(db.Viewer).AsNoTracking().SingleOrDefaultAsync(a => a.Id == activityId, ct) is { } activity && activity.MayCall(db.Viewer) && await Reachable(activityId, shiftId, volunteerId).AnyAsync(ct) ? await people.RevealPhoneAsync(volunteerId, Contact, activityId, ct) : null;

    private async Task<bool> IsOnAsync(Guid activityId, Guid shiftId, Guid volunteerId, CancellationToken ct) =>
        await db.Set<Activity>().RunBy(db.Viewer).AnyAsync(a => a.Id == activityId, ct)
        && await On(activityId, shiftId, volunteerId).AnyAsync(ct);

    private IQueryable<Signup> Reachable(Guid activityId, Guid shiftId, Guid volunteerId)
    {
        var on = On(activityId, shiftId, volunteerId);
        return on.Where(s => Called.Contains(s.Status)).Union(on.Where(SignupKinds.CalledOff(db.Set<Shift>().IgnoreQueryFilters())));
    }

    private IQueryable<Signup> On(Guid activityId, Guid shiftId, Guid volunteerId) =>
        db.Set<Signup>().IgnoreQueryFilters().Where(s => s.ActivityId == activityId && s.ShiftId == shiftId && s.VolunteerId == volunteerId);
}
