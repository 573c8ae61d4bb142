using Weiguang.Activities.Domain;
using Weiguang.Activities.Finding;
using Weiguang.Activities.Mine;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Seats;
using Weiguang.Activities.Serving;
using Weiguang.Cases;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Teams;

namespace Weiguang.Activities.Organising;

/// <summary>
/// The one way in which an activity goes from state to state: lock it and its shifts, see who the viewer is to it, take the step of
/// <see cref="ActivityFlow"/>, tell whom it concerns, save, all in one transaction.
/// </summary>
internal sealed class ActivityBook(AppDbContext db, ActivityNews news, Referee referee, SeatBook seats, ListingBook listings, ApprovedText approved, ActivityPast past, TermBook terms, TeamDirectory teams, TimeProvider clock)
{
    /// <param name="version">What the caller saw; null when it does not matter.</param>
    public async Task<OrganiserReply> StepAsync(Guid id, ActivityAction action, CancellationToken ct, string reason = "", int? version = null)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await LockAsync(id, ct) is not { } activity)
        {
            return new(Voice.Activity.Missing);
        }

        var reply = await MovedAsync(activity, action, version, step => step.Reason == reason.Trim(), ct) ?? await TakeAsync(activity, action, reason, ct);
        await work.CommitAsync(ct);
        return reply;
    }

    /// <summary>For an activity that is no longer what the caller saw: what happened, by whom. Null when it still is, or the caller does not say. Pressing twice is done, said or not.</summary>
    /// <param name="isSame">Whether an earlier step of this kind says what is asked for now.</param>
    public async Task<OrganiserReply?> MovedAsync(Activity activity, ActivityAction action, int? version, Func<ActivityEvent, bool> isSame, CancellationToken ct)
    {
        if (version == activity.StoryLength)
        {
            return null;
        }

        var since = await past.SinceAsync(activity.Id, version, ct);
        return past.IsRepeat(since, action, isSame) ? new(Voice.Activity.Done, activity.Id, activity.Status)
            : version is null ? null : await RefusedAsync(activity, Voice.Activity.Moved with { Meanwhile = await past.ToldAsync(since, ct) }, [], ct);
    }

    /// <summary>Whom the viewer runs or oversees, held until the transaction ends, with posts and shifts. Shifts come after the activity, as everywhere (docs/algorithms/locks.md).</summary>
    public async Task<Activity?> LockAsync(Guid id, CancellationToken ct)
    {
        if (!await db.Set<Activity>().RunBy(db.Viewer).AnyAsync(a => a.Id == id, ct) || await db.LockAsync<Activity>(id, ct) is not { } activity)
        {
            return null;
        }

        await db.LockAsync<Shift>([id], ct);
        await db.Entry(activity).Collection(a => a.Posts).LoadAsync(ct);
        return activity;
    }

    /// <summary>Takes a step of an activity that is locked already.</summary>
    public async Task<OrganiserReply> TakeAsync(Activity activity, ActivityAction action, string reason, CancellationToken ct)
    {
        var parties = activity.PartiesOf(db.Viewer);
        if (ActivityFlow.Table.Find(activity.Status, action, parties) is null || !InTime(activity, action))
        {
            return await NotNowAsync(activity, action, ct);
        }

        if (await ObstacleAsync(activity, action, reason, ct) is { } obstacle)
        {
            return obstacle;
        }

        var says = action is ActivityAction.Publish or ActivityAction.Submit or ActivityAction.Approve ? ActivitySnapshot.Of(activity) : null;
        var was = action == ActivityAction.Approve ? (await approved.OfAsync([activity.Id], ct)).GetValueOrDefault(activity.Id) : null;
        var isOut = activity.PublishedAt is not null;
        activity.Take(action, db.Viewer.PersonId, parties, clock.Now(), reason.Trim(), says);
        if (!isOut && activity.PublishedAt is not null)
        {
            db.Publish(new ActivityOut(activity.Id), clock);
        }

        if (action == ActivityAction.Publish)
        {
            // Of these the organiser decides, as of the rest; what a reviewer has to say yes to is shown one by one.
            await db.Set<ActivityPhoto>().Where(p => p.OwnerId == activity.Id && p.ShownAt == null).ExecuteUpdateAsync(set => set.SetProperty(p => p.ShownAt, clock.Now()), ct);
        }

        await AfterAsync(activity, action, reason.Trim(), ct);
        if (was is not null && says is not null && was.IsElsewhere(says))
        {
            await news.TellPlaceAsync(activity, ct);
        }

        await terms.KeepAsync(activity, ct);
        await db.SaveChangesAsync(ct);
        if (activity.PublishedAt is not null)
        {
            await listings.KeepAsync(activity.Id, ct);
        }

        return new(Voice.Activity.Done, activity.Id, activity.Status);
    }

    /// <summary>The step is not possible: what is, and how it came to be so.</summary>
    public async Task<OrganiserReply> NotNowAsync(Activity activity, ActivityAction action, CancellationToken ct) =>
        await RefusedAsync(activity, Voice.Activity.NotNow with { Meanwhile = await past.ToldAsync(await past.SinceAsync(activity.Id, null, ct), ct) }, [action], ct);

    private bool InTime(Activity activity, ActivityAction action) => action switch
    {
        ActivityAction.End => db.Viewer.All && activity.EndsAt <= clock.Now() && activity.PublishedAt is not null,
        ActivityAction.Change or ActivityAction.Withdraw => false, // Have their own way: ActivityEdit.
        ActivityAction.Submit or ActivityAction.Approve or ActivityAction.Reject or ActivityAction.Publish or ActivityAction.Pause
            or ActivityAction.Resume or ActivityAction.Cancel or ActivityAction.Close => true,
    };

    private async Task<OrganiserReply?> ObstacleAsync(Activity activity, ActivityAction action, string reason, CancellationToken ct)
    {
        switch (action)
        {
            case ActivityAction.Publish when !db.Viewer.All && await ReasonsAsync(activity, ct) is [var why, ..]:
                return await RefusedAsync(activity, Voice.Activity.Refused("needs-review", why), [action], ct);
            case ActivityAction.Submit when !ReviewRule.Fits(action, (await ReasonsAsync(activity, ct)).Count > 0, activity.Status, activity.PublishedAt is not null):
                return await RefusedAsync(activity, Voice.Activity.NotNow, [action], ct);
            case ActivityAction.Publish or ActivityAction.Submit or ActivityAction.Approve when GapsIn(activity, action) is { Count: > 0 } gaps:
                return OrganiserReply.Invalid(gaps, activity.Id);
            case ActivityAction.Approve or ActivityAction.Reject when !await referee.MayDecideAsync(ReviewRule.Matter(activity, await HandsAsync(activity.Id, ct)), ct):
                return await RefusedAsync(activity, Voice.Activity.NotYours, [ActivityAction.Approve, ActivityAction.Reject], ct);
            case ActivityAction.Reject or ActivityAction.Cancel when reason.Trim().Length < 2 || ShortWords.IsLonger(reason, SeatBook.LongestReason):
                return OrganiserReply.Invalid(new() { ["reason"] = [Phrase.Of("请写明原因，2 到 100 个字")] }, activity.Id);
            case ActivityAction.Close when !db.Viewer.All && !await db.Set<Evaluation>().AnyAsync(e => e.ActivityId == activity.Id, ct):
                return await RefusedAsync(activity, Voice.Activity.NotNow, [action], ct);
            default:
                return null;
        }
    }

    private async Task AfterAsync(Activity activity, ActivityAction action, string reason, CancellationToken ct)
    {
        news.Tell(activity, action, reason);
        if (action == ActivityAction.Submit)
        {
            await news.AskReviewersAsync(activity, ct);
        }

        if (action == ActivityAction.Cancel && activity.PublishedAt is not null)
        {
            await seats.CallOffAsync(activity.Id, null, reason, ct);
        }
    }

    /// <summary>What it lacks. A change of something that has begun is handed in and approved although sign-up has closed meanwhile.</summary>
    private DraftErrors GapsIn(Activity activity, ActivityAction action)
    {
        var isOut = activity.PublishedAt is not null;
        var gaps = DraftCheck.Gaps(Writing.Read(activity), clock.Now(), isOut, isReview: action == ActivityAction.Approve);
        if (isOut)
        {
            gaps.Remove("closesAt");
        }

        return gaps;
    }

    /// <summary>Why others have to say yes to it before it is out; needs posts and shifts loaded.</summary>
    public async Task<IReadOnlyList<string>> ReasonsAsync(Activity activity, CancellationToken ct) =>
        ReviewRule.Reasons(Writing.Read(activity), activity.TeamId is { } team ? (await teams.FindAsync(team, ct))?.DivisionCode : null, activity.IsSentBack);

    private async Task<IReadOnlyCollection<Guid>> HandsAsync(Guid id, CancellationToken ct) => ReviewRule.HandsIn(
        (await db.Set<ActivityEvent>().Where(e => e.ActivityId == id).OrderBy(e => e.Sequence).Select(e => new { e.Action, e.ActorId }).ToListAsync(ct)).Select(e => (e.Action, e.ActorId)));

    /// <param name="but">What was refused: it is not offered in the same breath.</param>
    private async Task<OrganiserReply> RefusedAsync(Activity activity, StepAnswer answer, IReadOnlyCollection<ActivityAction> but, CancellationToken ct)
    {
        var review = (await ReasonsAsync(activity, ct)).Count > 0;
        var allowed = ActivityFlow.Table.Allowed(activity.Status, activity.PartiesOf(db.Viewer)).Where(a => !but.Contains(a) && ReviewRule.Fits(a, review, activity.Status, activity.PublishedAt is not null));
        return new(answer.At(activity.Status, activity.StoryLength, allowed.ToList()), activity.Id, activity.Status) { Version = activity.StoryLength };
    }
}
