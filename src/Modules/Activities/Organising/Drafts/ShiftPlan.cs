using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Organising.Drafts;

/// <summary>
/// Brings the posts and shifts of an activity to what a draft says. Before publication they are just rows; afterwards people may sit in them, so every
/// change of a shift goes through the book of seats, which tells them.
/// </summary>
internal sealed class ShiftPlan(AppDbContext db, SeatBook seats, TimeProvider clock)
{
    private static readonly string CalledOff = Phrase.Of("组织者取消了这一班");
    private static readonly string ElsewhereInPosts = Phrase.Of("这一班在别的岗位下面，不能挪过来；要换岗位，请去掉这一班，再另加一班");

    private static readonly string EndsBeforeNow = Phrase.Of("这一班正在进行，结束时间不能早于现在：现在以前干的都会不算。要现在收工，请写现在的时间");

    /// <summary>What cannot be changed because it has begun; and nothing that people were told of is moved to where it would have begun, nor added there.</summary>
    public void Check(Activity activity, ActivityDraft draft, DraftErrors errors)
    {
        var now = clock.Now();
        var open = activity.Shifts.Where(s => activity.PublishedAt is not null && s.CancelledAt is null).ToDictionary(s => s.Id);
        var begun = open.Values.Where(s => s.StartsAt <= now).ToDictionary(s => s.Id);
        foreach (var (shift, post, at) in PlacedIn(draft))
        {
            if (shift.Id is { } mine && open.TryGetValue(mine, out var there) && there.PostId != post)
            {
                begun.Remove(mine);
                errors.Need(false, $"{at}.id", ElsewhereInPosts); // Taken for another shift it would be called off here and begun anew there, and everybody in it would lose their seat.
            }
            else if (shift.Id is { } id && begun.Remove(id, out var known))
            {
                errors.Need(shift.StartsAt?.UtcDateTime == known.StartsAt, $"{at}.startsAt", Phrase.Of("这一班已经开始了，开始时间不能再改"));
                errors.Need(known.EndsAt > now || shift.EndsAt?.UtcDateTime == known.EndsAt, $"{at}.endsAt", Phrase.Of("这一班已经结束了，不能再改"));
                errors.Need(known.EndsAt <= now || shift.EndsAt is null || shift.EndsAt.Value.UtcDateTime.AddMinutes(1) > now, $"{at}.endsAt", EndsBeforeNow);
                errors.Need(known.EndsAt > now || shift.BreakMinutes == known.BreakMinutes, $"{at}.breakMinutes", Phrase.Of("这一班已经结束了，不能再改"));
                errors.Need(known.EndsAt > now || shift.Capacity == known.Capacity, $"{at}.capacity", Phrase.Of("这一班已经结束了，不能再改"));
            }
            else if (activity.PublishedAt is not null)
            {
                errors.Need(!(shift.StartsAt?.UtcDateTime <= now), $"{at}.startsAt", DraftCheck.HasPassed);
            }
        }

        errors.Need(begun.Count == 0, "posts", Phrase.Of("已经开始的班次不能去掉"));
    }

    /// <summary>Needs the activity, its posts and shifts tracked and locked.</summary>
    public async Task ApplyAsync(Activity activity, ActivityDraft draft, CancellationToken ct)
    {
        var gone = activity.Shifts.Where(s => s.CancelledAt is null).ToDictionary(s => s.Id);
        foreach (var (place, asked) in (draft.Posts ?? []).Index())
        {
            var post = PostOf(activity, asked, place);
            foreach (var shift in asked.Shifts ?? [])
            {
                if (shift.Id is { } id && gone.TryGetValue(id, out var known) && known.PostId == post.Id)
                {
                    gone.Remove(id);
                    await ChangeAsync(activity, known, shift, ct);
                }
                else
                {
                    activity.Shifts.Add(New(activity.Id, post.Id, shift));
                }
            }
        }

        foreach (var shift in gone.Values)
        {
            await CallOffAsync(activity, shift, ct);
        }

        activity.Span();
    }

    private Post PostOf(Activity activity, PostDraft asked, int place)
    {
        var post = activity.Posts.Find(p => p.Id == asked.Id);
        if (post is null)
        {
            activity.Posts.Add(post = new Post { ActivityId = activity.Id, Name = "" });
        }

        (post.Name, post.Duties, post.Skill, post.Place) = (asked.Name!.Trim(), asked.Duties?.Trim() ?? "", asked.Skill ?? "", place);
        return post;
    }

    private static Shift New(Guid activityId, Guid postId, ShiftDraft asked) => new()
    {
        ActivityId = activityId,
        PostId = postId,
        StartsAt = asked.StartsAt!.Value.UtcDateTime,
        EndsAt = asked.EndsAt!.Value.UtcDateTime,
        BreakMinutes = asked.BreakMinutes,
        Capacity = asked.Capacity,
    };

    private async Task ChangeAsync(Activity activity, Shift shift, ShiftDraft asked, CancellationToken ct)
    {
        var (from, to) = (asked.StartsAt!.Value.UtcDateTime, asked.EndsAt!.Value.UtcDateTime);
        shift.BreakMinutes = asked.BreakMinutes;
        if (activity.PublishedAt is null)
        {
            (shift.StartsAt, shift.EndsAt, shift.Capacity) = (from, to, asked.Capacity);
            return;
        }

        if ((shift.StartsAt, shift.EndsAt) != (from, to))
        {
            await seats.MoveAsync(activity.Id, shift.Id, from, to, ct);
        }

        if (shift.Capacity != asked.Capacity)
        {
            await seats.ResizeAsync(activity.Id, shift.Id, asked.Capacity, ct);
        }
    }

    private async Task CallOffAsync(Activity activity, Shift shift, CancellationToken ct)
    {
        if (activity.PublishedAt is not null)
        {
            await seats.CallOffAsync(activity.Id, shift.Id, CalledOff, ct);
            return;
        }

        activity.Shifts.Remove(shift);
        db.Remove(shift);
    }

    internal static IEnumerable<(ShiftDraft Shift, string At)> Placed(ActivityDraft draft) => PlacedIn(draft).Select(p => (p.Shift, p.At));

    private static IEnumerable<(ShiftDraft Shift, Guid? Post, string At)> PlacedIn(ActivityDraft draft) =>
        (draft.Posts ?? []).SelectMany((post, p) => (post.Shifts ?? []).Select((shift, s) => (shift, post.Id, $"posts[{p}].shifts[{s}]")));
}
