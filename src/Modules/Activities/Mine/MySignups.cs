using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Page;
using Weiguang.Hours;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;
using Weiguang.Regions;

namespace Weiguang.Activities.Mine;

/// <summary>Which of one's sign-ups: seats still to come, places in line, or all that is over.</summary>
public enum SignupList { Coming, Waiting, Past }

/// <summary>One of my sign-ups, with the shift it is for.</summary>
/// <param name="Place">Where one meets, in words.</param>
public sealed record SignupView(
    Guid ActivityId, Guid ShiftId, string Title, string Organiser, string Place, string Post, DateTime StartsAt, DateTime EndsAt, bool IsOff, MySeat Seat)
{
    /// <summary>What one brings along; empty for nothing.</summary>
    public string Bring { get; init; } = "";

    /// <summary>Whom to call; null once one has left it, or it has long been over.</summary>
    public CallTo? Call { get; init; }
}

/// <summary>An activity I am asked to, to which I have neither come nor said no.</summary>
public sealed record InvitationView(Guid ActivityId, string Title, string Organiser, DateTime StartsAt, string Words, DateTime At);

/// <summary>What the viewer has signed up for.</summary>
internal sealed class MySignups(AppDbContext db, ApprovedText approved, RegionDirectory regions, WhomToCall calls, TimeProvider clock)
{
    private const int PageSize = 20;

    /// <summary>What comes stands in the order of time and whole; what is over newest first, page by page.</summary>
    public async Task<Page<SignupView>> ListAsync(SignupList list, string? cursor, CancellationToken ct)
    {
        var now = clock.Now();
        var rows = await ActivityReader.MineAsync(db, db.Viewer.PersonId, s => Which(s, list, Cursor.Read(cursor), now), ct);
        var signups = rows.Values.Select(r => r.Signup).ToList();
        var page = list == SignupList.Past
            ? Pages.Cut([.. signups.OrderByDescending(s => s.EndsAt).ThenByDescending(s => s.ShiftId)], PageSize, s => Cursor.Of(s.EndsAt, s.ShiftId))
            : new Page<Signup>([.. signups.OrderBy(s => s.StartsAt)], null);
        return new(await ShowAsync(page.Items, rows, now, ct), page.Next);
    }

    public async Task<IReadOnlyList<InvitationView>> InvitationsAsync(CancellationToken ct)
    {
        var (me, now) = (db.Viewer.PersonId, clock.Now());
        var open = await db.Set<Invitation>().AsNoTracking().Where(i => i.PersonId == me && i.DeclinedAt == null)
            .Join(db.Set<Activity>().Where(a => a.Status == ActivityStatus.Published && a.EndsAt > now), i => i.ActivityId, a => a.Id, (i, a) => new { i, a.Title, a.Organiser, a.StartsAt })
            .OrderBy(x => x.StartsAt).Take(PageSize).ToListAsync(ct);
        var ids = open.ConvertAll(x => x.i.ActivityId);
        var taken = await db.Set<Signup>().Where(s => s.VolunteerId == me && ids.Contains(s.ActivityId)).Select(s => s.ActivityId).ToListAsync(ct);
        return [.. open.Where(x => !taken.Contains(x.i.ActivityId)).Select(x => new InvitationView(x.i.ActivityId, x.Title, x.Organiser, x.StartsAt, x.i.Words, x.i.At))];
    }

    private static IQueryable<Signup> Which(IQueryable<Signup> all, SignupList list, (DateTime At, Guid Id)? after, DateTime now) => list switch
    {
        SignupList.Coming => all.Where(s => s.EndsAt > now).Where(SignupKinds.Seated),
        SignupList.Waiting => all.Where(s => s.StartsAt > now && s.Status == SignupStatus.Waiting),
        SignupList.Past => Past(all, after, now),
    };

    private static IQueryable<Signup> Past(IQueryable<Signup> all, (DateTime At, Guid Id)? after, DateTime now)
    {
        var past = all.Where(s => s.EndsAt <= now || (s.StartsAt <= now && s.Status == SignupStatus.Waiting) || s.Status == SignupStatus.Cancelled
            || s.Status == SignupStatus.Passed || s.Status == SignupStatus.Lapsed || s.Status == SignupStatus.Removed || s.Status == SignupStatus.NoShow);
        past = after is var (at, id) ? past.Where(s => s.EndsAt < at || (s.EndsAt == at && s.ShiftId.CompareTo(id) < 0)) : past;
        return past.OrderByDescending(s => s.EndsAt).ThenByDescending(s => s.ShiftId).Take(PageSize + 1);
    }

    private async Task<IReadOnlyList<SignupView>> ShowAsync(IReadOnlyList<Signup> signups, Dictionary<Guid, (Signup Signup, int Ahead)> rows, DateTime now, CancellationToken ct)
    {
        // Whoever signed up sees what for, also when the activity has been closed to others since.
        var ids = signups.Select(s => s.ActivityId).Distinct().ToArray();
        var activities = await approved.ReadAsync(ids, ct);
        var shifts = await db.Set<Shift>().IgnoreQueryFilters().AsNoTracking().Where(s => ids.Contains(s.ActivityId)).Select(s => new { s.Id, s.PostId, s.CancelledAt }).ToDictionaryAsync(s => s.Id, ct);
        var me = db.Viewer.PersonId;
        var come = await db.Set<Stay>().Where(s => s.VolunteerId == me && ids.Contains(s.SourceId)).Select(s => s.EngagementId).ToListAsync(ct);
        var places = await regions.NamesAsync(activities.Values.Select(a => a.DivisionCode), ct);
        var call = await calls.ShowAsync([.. signups.Where(s => s.IsOn).Select(s => s.ActivityId).Distinct()], ct);
        return
        [
            .. from s in signups
               let a = activities[s.ActivityId]
               let shift = shifts[s.ShiftId]
               select new SignupView(
                   s.ActivityId, s.ShiftId, a.Title, a.Organiser, a.PlaceIn(places), a.Post(shift.PostId).Name, s.StartsAt, s.EndsAt,
                   shift.CancelledAt is not null, MySeat.Of(s, rows[s.ShiftId].Ahead, a.CancelHours, come.Contains(s.ShiftId), now))
               {
                   Bring = a.Bring,
                   Call = s.IsOn ? call.GetValueOrDefault(s.ActivityId) : null,
               },
        ];
    }
}
