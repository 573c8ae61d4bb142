using Weiguang.Activities.Domain;
using Weiguang.Activities.Mine;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Page.Entering;
using Weiguang.Hours;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Activities.Page;

/// <summary>Reads an activity for its public page, with how the viewer stands to it.</summary>
internal sealed class ActivityReader(AppDbContext db, ApprovedText approved, ConditionReader conditions, PersonDirectory people, RegionDirectory regions, WhomToCall calls, TimeProvider clock)
{
    /// <summary>Null when there is none the viewer may see.</summary>
    public async Task<ActivityView?> FindAsync(Guid id, CancellationToken ct)
    {
        var a = await db.Set<Activity>().AsNoTracking().Include(x => x.Posts).Include(x => x.Shifts).AsSplitQuery().SingleOrDefaultAsync(x => x.Id == id, ct);
        if (a is null)
        {
            return null;
        }

        var (me, now, runs) = (db.Viewer.PersonId, clock.Now(), a.PartiesOf(db.Viewer) != ActivityParty.None);
        var invitation = await db.Set<Invitation>().AsNoTracking().SingleOrDefaultAsync(i => i.ActivityId == id && i.PersonId == me, ct);
        if (await approved.WriteOnAsync(a, ct) && a.Recruit == RecruitScope.Closed && !runs && invitation is null)
        {
            return null; // It is to be opened, and nobody has said yes to that.
        }

        var agreed = a.Conditions.Agreement && await db.Set<Agreement>().AnyAsync(g => g.ActivityId == id && g.PersonId == me, ct);
        var home = db.Viewer.IsSignedIn ? (await people.VolunteerAsync(me, ct))?.Area : null;
        var place = string.Join(' ', new[] { await regions.AddressAsync(a.DivisionCode, ct), a.Place }.Where(s => s.Length > 0));
        var shifts = await ShiftsAsync(a, now, ct);
        var knows = runs || shifts.Any(s => s.Mine is { } seat && (seat.IsOn || (s.IsOff && seat.Status == SignupStatus.Removed)));
        return new ActivityView(
            a.Id, a.Title, a.Description, a.RiskNotice, a.Risk, a.Category, a.Guarantees, a.Beneficiaries, a.DivisionCode, place, a.Lat, a.Lon,
            home is { } from && a.Position is { } to ? from.MetresTo(to) : null, a.TeamId, a.Organiser, a.OpensAt, a.ClosesAt, a.StartsAt, a.EndsAt,
            a.PhaseAt(now), a.Recruit, a.CancelHours, a.Conditions.Agreement, agreed, invitation is { DeclinedAt: null },
            runs, await conditions.ReadAsync(a, agreed, invitation is not null, ct), shifts)
        {
            Invitation = invitation?.Words ?? "",
            Bring = a.Bring,
            Call = knows ? (await calls.ShowAsync([id], ct)).GetValueOrDefault(id) : null,
            IsUnapproved = a.IsUnapproved,
            CalledOff = await CalledOffAsync(a, ct),
        };
    }

    /// <summary>The story is for whoever runs the activity; why it does not take place is for everybody who was to come.</summary>
    private async Task<string> CalledOffAsync(Activity a, CancellationToken ct) => a.Status != ActivityStatus.Cancelled ? ""
        : await db.Set<ActivityEvent>().IgnoreQueryFilters().AsNoTracking().Where(e => e.ActivityId == a.Id && e.Action == ActivityAction.Cancel).OrderByDescending(e => e.Sequence).Select(e => e.Reason).FirstOrDefaultAsync(ct) ?? "";

    private async Task<IReadOnlyList<ShiftView>> ShiftsAsync(Activity a, DateTime now, CancellationToken ct)
    {
        var mine = await MineAsync(db, db.Viewer.PersonId, s => s.Where(x => x.ActivityId == a.Id), ct);
        var come = mine.Count == 0 ? [] : await db.Set<Stay>().Where(s => s.SourceId == a.Id && s.VolunteerId == db.Viewer.PersonId).Select(s => s.EngagementId).ToListAsync(ct);
        var posts = a.Posts.ToDictionary(p => p.Id);
        return
        [
            .. from s in a.Shifts
               let post = posts[s.PostId]
               orderby s.StartsAt, s.EndsAt, post.Place, s.Id
               let isOpen = a.Status == ActivityStatus.Published && s.CancelledAt is null && now >= a.OpensAt && now < a.ClosesAt && now < s.StartsAt
               select new ShiftView(
                   s.Id, post.Name, post.Duties, post.Skill, s.StartsAt, s.EndsAt, s.Capacity, Math.Max(0, s.Free), s.Waiting, s.CancelledAt is not null, isOpen,
                   mine.TryGetValue(s.Id, out var m) ? MySeat.Of(m.Signup, m.Ahead, a.CancelHours, come.Contains(s.Id), now) : null),
        ];
    }

    /// <summary>A person's sign-ups by shift, each with how many wait before them.</summary>
    public static async Task<Dictionary<Guid, (Signup Signup, int Ahead)>> MineAsync(AppDbContext db, Guid person, Func<IQueryable<Signup>, IQueryable<Signup>> some, CancellationToken ct)
    {
        if (person == Guid.Empty)
        {
            return [];
        }

        var all = db.Set<Signup>().IgnoreQueryFilters(); // Those before me are not mine to see, but I may count them.
        var rows = await some(all).AsNoTracking().Where(s => s.VolunteerId == person).Select(s => new
        {
            Signup = s,
            Ahead = s.Status == SignupStatus.Waiting ? all.Count(o => o.ActivityId == s.ActivityId && o.ShiftId == s.ShiftId && o.Status == SignupStatus.Waiting && o.Place < s.Place) : 0,
        }).ToListAsync(ct);
        return rows.ToDictionary(r => r.Signup.ShiftId, r => (r.Signup, r.Ahead));
    }
}
