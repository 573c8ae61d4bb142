using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats;
using Weiguang.Hours;
using Weiguang.Kernel.Time;
using Weiguang.People;

namespace Weiguang.Activities.Roster;

/// <summary>Somebody on the list of a shift, as organisers see them. The phone is masked.</summary>
/// <param name="Place">Place in line now, from 1; null with a seat.</param>
/// <param name="LeftLate">Left so near to the shift that the organiser had to be told.</param>
/// <param name="Missed">Shifts missed in the time the rules look at; told only while the organiser has to decide.</param>
public sealed record RosterLine(
    Guid VolunteerId, string Name, string Number, string Phone, SignupStatus Status, SignupWay Way, int? Place, DateTime At, DateTime? HoldUntil, string Reason, bool LeftLate, int? Missed)
{
    /// <summary>Has checked in: nobody takes them off any more.</summary>
    public bool HasCome { get; init; }

    /// <summary>Was on the list when the shift was called off: it is kept, for whoever has to explain it to them.</summary>
    public bool WasOn { get; init; }

    public bool IsOn => Status.IsOn;
}

/// <param name="People">Seats first, then the line in order, then those who left.</param>
public sealed record RosterShift(Guid Id, string Post, DateTime StartsAt, DateTime EndsAt, int Capacity, int Taken, int Waiting, bool IsOff, bool HasBegun, IReadOnlyList<RosterLine> People);

/// <summary>Somebody invited who has not signed up.</summary>
public sealed record InvitedLine(string Name, DateTime At, bool Declined);

public sealed record RosterView(Guid Id, string Title, string Organiser, string Place, ActivityPhase Phase, IReadOnlyList<RosterShift> Shifts, IReadOnlyList<InvitedLine> Invited)
{
    /// <summary>Whether the viewer may see phones in clear.</summary>
    public required bool MayCall { get; init; }
}

/// <summary>Reads who comes to an activity, for those who run it.</summary>
internal sealed class RosterReader(AppDbContext db, PersonDirectory people, ActivitySettings settings, TimeProvider clock)
{
    /// <summary>Null when the viewer does not run or oversee it.</summary>
    public async Task<RosterView?> FindAsync(Guid id, CancellationToken ct)
    {
        var a = await db.Set<Activity>().RunBy(db.Viewer).AsNoTracking().Include(x => x.Posts).Include(x => x.Shifts).AsSplitQuery().SingleOrDefaultAsync(x => x.Id == id, ct);
        if (a is null)
        {
            return null;
        }

        var now = clock.Now();
        // Whoever runs the activity sees its whole list, also where the rows carry the team of somebody else.
        var signups = await db.Set<Signup>().IgnoreQueryFilters().AsNoTracking().Where(s => s.ActivityId == id).ToListAsync(ct);
        var invitations = await db.Set<Invitation>().AsNoTracking().Where(i => i.ActivityId == id).ToListAsync(ct);
        var cards = await people.FindAsync(signups.Select(s => s.VolunteerId).Concat(invitations.Select(i => i.PersonId)), ct);
        var numbers = await people.VolunteersAsync(signups.Select(s => s.VolunteerId), ct);
        var missed = await MissedAsync([.. signups.Where(s => s.Status == SignupStatus.Pending).Select(s => s.VolunteerId)], now, ct);
        var posts = a.Posts.ToDictionary(p => p.Id, p => p.Name);
        var came = signups.Select(s => s.VolunteerId).ToHashSet();
        var present = (await db.Set<Stay>().IgnoreQueryFilters().Where(t => t.SourceId == id).Select(t => new { t.EngagementId, t.VolunteerId }).ToListAsync(ct)).Select(t => (t.EngagementId, t.VolunteerId)).ToHashSet();
        return new(
            a.Id, a.Title, a.Organiser, a.Place, a.PhaseAt(now),
            [.. a.Shifts.OrderBy(s => s.StartsAt).ThenBy(s => s.EndsAt).ThenBy(s => a.Posts.Find(p => p.Id == s.PostId)?.Place).ThenBy(s => s.Id).Select(s => new RosterShift(
                s.Id, posts[s.PostId], s.StartsAt, s.EndsAt, s.Capacity, s.Taken, s.Waiting, s.CancelledAt is not null, now >= s.StartsAt, Lines(signups.Where(g => g.ShiftId == s.Id), s.CancelledAt)))],
            [.. invitations.Where(i => !came.Contains(i.PersonId) && (!i.ByPhone || i.DeclinedAt is not null)).OrderBy(i => i.At).Select(i => new InvitedLine(cards.GetValueOrDefault(i.PersonId)?.Name ?? "", i.At, i.DeclinedAt is not null))]) { MayCall = a.MayCall(db.Viewer) };

        List<RosterLine> Lines(IEnumerable<Signup> of, DateTime? offAt)
        {
            var place = 0;
            return [.. of.OrderBy(s => s.HoldsSeat || s.Status == SignupStatus.NoShow || s.IsCalledOff(offAt) ? 0 : s.Status == SignupStatus.Waiting ? 1 : 2).ThenBy(s => s.Place).Select(s => new RosterLine(
                s.VolunteerId, cards.GetValueOrDefault(s.VolunteerId)?.Name ?? "", numbers.GetValueOrDefault(s.VolunteerId)?.Number ?? "", cards.GetValueOrDefault(s.VolunteerId)?.MaskedPhone ?? "",
                s.Status, s.Way, s.Status == SignupStatus.Waiting ? ++place : null, s.At, s.HoldUntil, s.Reason,
                s.Status == SignupStatus.Cancelled && SeatBook.IsLate(s.StartsAt, a.CancelHours, s.ChangedAt), missed.TryGetValue(s.VolunteerId, out var n) ? n : null) { HasCome = present.Contains((s.ShiftId, s.VolunteerId)), WasOn = s.IsCalledOff(offAt) })];
        }
    }

    private async Task<Dictionary<Guid, int>> MissedAsync(Guid[] volunteers, DateTime now, CancellationToken ct)
    {
        var since = now.AddDays(-settings.NoShowDays);
        return volunteers.Length == 0 ? [] : await db.Set<Signup>().IgnoreQueryFilters()
            .Where(s => volunteers.Contains(s.VolunteerId) && s.Status == SignupStatus.NoShow && s.StartsAt > since)
            .GroupBy(s => s.VolunteerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }
}
