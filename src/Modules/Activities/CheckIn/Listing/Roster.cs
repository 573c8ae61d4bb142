using Weiguang.Activities.CheckIn.Kiosks.Held;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Hours;
using Weiguang.Kernel.Time;
using Weiguang.People;

namespace Weiguang.Activities.CheckIn;

/// <summary>One shift as the check-in pages name it.</summary>
internal sealed record ShiftLine(Guid Id, string Post, DateTime StartsAt, DateTime EndsAt)
{
    /// <summary>9月1日 周二 14:00 引导</summary>
    public string Label => $"{DayTime.Of(StartsAt)} {Post}";
}

/// <summary>An activity as whoever runs it sees it at the door.</summary>
internal sealed record DoorView(Guid Id, string Title, CheckInWays Ways, DateTime EndsAt, IReadOnlyList<ShiftLine> Shifts, int Disputed)
{
    /// <summary>The shift asked for; else the one nearest to now.</summary>
    public ShiftLine? Shift(Guid? id, DateTime now) =>
        Shifts.FirstOrDefault(s => s.Id == id) ?? Shifts.MinBy(s => now < s.StartsAt ? s.StartsAt - now : now > s.EndsAt ? now - s.EndsAt : TimeSpan.Zero);
}

/// <summary>Somebody with a seat, and how they stand at the door.</summary>
/// <param name="Phone">Masked; its last four digits are seen, and found.</param>
internal sealed record RosterRow(Guid VolunteerId, Guid ShiftId, string Name, string Phone, string Number, Stay? Presence)
{
    /// <summary>What a search is compared with: name, initials, ends of phone and volunteer number.</summary>
    public string Find => $"{Name} {Initials.Of(Name)} {Phone[^Math.Min(4, Phone.Length)..]} {Number[^Math.Min(7, Number.Length)..]}".ToLowerInvariant();

    public bool IsIn => Presence is { OutAt: null };
}

/// <summary>Reads who is expected and who is there. It looks past the viewer's scope, after the activity itself was found to be theirs to run.</summary>
internal sealed class Roster(AppDbContext db, ApprovedText approved, PersonDirectory people)
{
    /// <summary>Null when the viewer does not run this activity.</summary>
    public async Task<DoorView?> FindAsync(Guid activityId, CancellationToken ct)
    {
        var activity = await db.Set<Activity>().RunBy(db.Viewer).AsNoTracking().Include(a => a.Posts).Include(a => a.Shifts).AsSplitQuery().SingleOrDefaultAsync(a => a.Id == activityId, ct);
        if (activity is null)
        {
            return null;
        }

        await approved.WriteOnAsync(activity, ct); // Everybody reads it at the door.
        var posts = activity.Posts.ToDictionary(p => p.Id, p => p.Name);
        var shifts = activity.Shifts.Where(s => s.CancelledAt is null).OrderBy(s => s.StartsAt).Select(s => new ShiftLine(s.Id, posts.GetValueOrDefault(s.PostId, ""), s.StartsAt, s.EndsAt)).ToList();
        var disputed = await Presences(activityId).CountAsync(a => a.IsDisputed, ct) + await HeldScans.Open(db, activityId).CountAsync(ct);
        return new(activity.Id, activity.Title, activity.Ways, activity.EndsAt, shifts, disputed);
    }

    /// <summary>Those with a seat, ordered by name; of one shift, or of all.</summary>
    public async Task<List<RosterRow>> ReadAsync(Guid activityId, Guid? shiftId, CancellationToken ct)
    {
        var seats = await db.Set<Signup>().IgnoreQueryFilters().AsNoTracking()
            .Where(s => s.ActivityId == activityId && (shiftId == null || s.ShiftId == shiftId)).Where(SignupKinds.Expected)
            .Select(s => new { s.ShiftId, s.VolunteerId }).ToListAsync(ct);
        var presences = (await Presences(activityId).Where(a => shiftId == null || a.EngagementId == shiftId).ToListAsync(ct)).ToDictionary(a => (a.EngagementId, a.VolunteerId));
        var ids = seats.Select(s => s.VolunteerId).ToList();
        var names = await people.FindAsync(ids, ct);
        var cards = await people.VolunteersAsync(ids, ct);
        var rows = from seat in seats
                   let person = names.GetValueOrDefault(seat.VolunteerId)
                   where person is not null
                   let number = cards.GetValueOrDefault(seat.VolunteerId)?.Number ?? ""
                   orderby person.Name, person.Id
                   select new RosterRow(seat.VolunteerId, seat.ShiftId, person.Name, person.MaskedPhone, number, presences.GetValueOrDefault((seat.ShiftId, seat.VolunteerId)));
        return [.. rows];
    }

    public async Task<(int Expected, int Came, int Left)> CountAsync(Guid activityId, Guid? shiftId, CancellationToken ct)
    {
        var expected = await db.Set<Signup>().IgnoreQueryFilters()
            .CountAsync(s => s.ActivityId == activityId && (shiftId == null || s.ShiftId == shiftId) && (s.Status == SignupStatus.Accepted || s.Status == SignupStatus.NoShow), ct);
        var here = Presences(activityId).Where(a => shiftId == null || a.EngagementId == shiftId);
        return (expected, await here.CountAsync(ct), await here.CountAsync(a => a.OutAt != null, ct));
    }

    private IQueryable<Stay> Presences(Guid activityId) => db.Set<Stay>().IgnoreQueryFilters().AsNoTracking().Where(a => a.SourceId == activityId);
}
