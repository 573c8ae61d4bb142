using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Seats;
using Weiguang.Hours;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;
using Weiguang.Regions;

namespace Weiguang.Activities.Mine;

/// <summary>The viewer's seats that lie ahead, and those they sit on: with the button to check in or out while the door is open.</summary>
internal sealed class SeatsAhead(AppDbContext db, ApprovedText approved, DoorBook doors, RegionDirectory regions, WhomToCall calls, IStringLocalizer phrases, TimeProvider clock) : IAhead
{
    private const int Most = 20;

    /// <summary>How long after the end somebody who has not left is reminded of it.</summary>
    private static readonly TimeSpan Lingering = TimeSpan.FromHours(6);

    private static readonly TimeSpan Horizon = TimeSpan.FromDays(14);

    public Task<IReadOnlyList<AheadItem>> ReadAsync(CancellationToken ct) => ReadAsync(_ => true, ct);

    /// <summary>The seats of one activity; on its own page an offer is answered, not pointed to.</summary>
    public Task<IReadOnlyList<AheadItem>> OfAsync(Guid activityId, CancellationToken ct) => ReadAsync(s => s.ActivityId == activityId && s.Status != SignupStatus.Offered, ct);

    private async Task<IReadOnlyList<AheadItem>> ReadAsync(Expression<Func<Signup, bool>> which, CancellationToken ct)
    {
        var (me, now) = (db.Viewer.PersonId, clock.Now());
        if (me == Guid.Empty)
        {
            return [];
        }

        var (from, to) = (now - Lingering, now + Horizon);
        var seats = await db.Set<Signup>().AsNoTracking().Where(s => s.VolunteerId == me && s.EndsAt > from && s.StartsAt < to).Where(which)
            .Where(s => s.Status == SignupStatus.Accepted || s.Status == SignupStatus.Offered || s.Status == SignupStatus.NoShow).OrderBy(s => s.StartsAt).Take(Most).ToListAsync(ct);
        if (seats.Count == 0)
        {
            return [];
        }

        var (ids, shiftIds) = (seats.Select(s => s.ActivityId).Distinct().ToArray(), seats.ConvertAll(s => s.ShiftId));
        var off = await db.Set<Shift>().IgnoreQueryFilters().Where(s => ids.Contains(s.ActivityId) && s.CancelledAt != null).Select(s => s.Id).ToListAsync(ct);
        var stays = await db.Set<Stay>().AsNoTracking().Where(s => s.VolunteerId == me && ids.Contains(s.SourceId) && shiftIds.Contains(s.EngagementId)).ToDictionaryAsync(s => s.EngagementId, ct);
        var owed = new HashSet<Guid>();
        foreach (var activity in stays.Values.Where(s => s.OutAt is null).Select(s => s.SourceId).Distinct())
        {
            owed.UnionWith(await doors.FindAsync(activity, ct) is { TriesLeft: > 0 } ? [activity] : []);
        }

        var said = await approved.ReadAsync(ids, ct);
        var places = await regions.NamesAsync(said.Values.Select(a => a.DivisionCode), ct);
        var call = await calls.ShowAsync(ids, ct);
        return [.. from s in seats
                   let a = said[s.ActivityId]
                   let stay = stays.GetValueOrDefault(s.ShiftId)
                   where !off.Contains(s.ShiftId) || stay is { OutAt: null } // Whoever is there when it is called off still leaves.
                   let item = Item(s, a, stay, now, owed.Contains(s.ActivityId))
                   where item is not null
                   select item with { Place = a.PlaceIn(places), Position = a.Position, Bring = a.Bring, Call = call.GetValueOrDefault(s.ActivityId) }];
    }

    /// <summary>Null where there is nothing left to do or to wait for.</summary>
    private AheadItem? Item(Signup s, SaidActivity a, Stay? stay, DateTime now, bool owesNumber)
    {
        var opens = s.StartsAt.AddMinutes(-a.SlackMinutes);
        AheadItem With(string state, Tone tone, string note, bool due = false, RenderFragment? act = null) =>
            new(a.Title, s.StartsAt, s.EndsAt, $"/activities/{s.ActivityId}") { State = state, Tone = tone, Note = note, IsDue = due, Act = act };
        if (stay is not null)
        {
            return stay.OutAt is null && owesNumber ? With(phrases["在现场"], Tone.Wait, phrases["还差门口报的三位数字，十分钟内填。"], due: true, AheadItem.Link(SeatNews.CheckInAt(s.ActivityId), phrases["填门口的数字"]) + Attend(s, a, isHere: true))
                : stay.OutAt is not { } left ? With(phrases["在现场"], Tone.Go, phrases["{0} 签到的，走的时候签退。", DayTime.Of(stay.InAt)], due: true, Attend(s, a, isHere: true))
                : s.EndsAt <= now ? null : With(phrases["签退了"], Tone.Good, phrases["{0} 签退的，辛苦了。", DayTime.Of(left)],
                    act: Attending.MayComeBack(s.StartsAt, left, now, []) ? AheadItem.Link(SeatNews.CheckInAt(s.ActivityId), phrases["点错了？我还在"], isQuiet: true) : null);
        }

        return s.Status switch
        {
            SignupStatus.Offered => s.StartsAt <= now ? null
                : With(phrases["轮到您了"], Tone.Wait, s.HoldUntil is { } until ? phrases["名额给您留到 {0}。", DayTime.Of(until)] : "", due: true, AheadItem.Link($"/activities/{s.ActivityId}#s-{s.ShiftId:N}", phrases["说一声来不来"])),
            SignupStatus.Accepted when s.EndsAt <= now => null,
            SignupStatus.Accepted when now >= opens && a.Status is not (ActivityStatus.Draft or ActivityStatus.Cancelled) => With(phrases["可以签到了"], Tone.Go, "", due: true, Attend(s, a, isHere: false)),
            SignupStatus.Accepted => With(phrases["名额是您的"], Tone.Good, phrases["{0} 起可以签到。", DayTime.Of(opens)]),
            SignupStatus.Waiting or SignupStatus.Pending or SignupStatus.Cancelled or SignupStatus.Passed or SignupStatus.Lapsed or SignupStatus.Removed or SignupStatus.NoShow => null,
        };
    }

    private static RenderFragment Attend(Signup s, SaidActivity a, bool isHere) => builder =>
    {
        builder.OpenComponent<AttendNow>(0);
        builder.AddComponentParameter(1, nameof(AttendNow.ActivityId), s.ActivityId);
        builder.AddComponentParameter(2, nameof(AttendNow.ShiftId), s.ShiftId);
        builder.AddComponentParameter(3, nameof(AttendNow.IsHere), isHere);
        builder.AddComponentParameter(4, nameof(AttendNow.ByPosition), a.Ways.HasFlag(CheckInWays.Position));
        builder.CloseComponent();
    };
}
