using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Seats;
using Weiguang.Cases;

namespace Weiguang.Activities.Organising;

/// <summary>Tells organisers, reviewers and everybody with a seat what became of an activity, in the transaction in which it became so.</summary>
internal sealed class ActivityNews(AppDbContext db, Bundle bundle, Deciders deciders)
{
    /// <summary>To those who can decide, after it was handed in by the viewer.</summary>
    public async Task AskReviewersAsync(Activity activity, CancellationToken ct)
    {
        foreach (var reviewer in await deciders.OfAsync(ReviewRule.Matter(activity, [db.Viewer.PersonId]), ct))
        {
            bundle.PutOnce(reviewer, ActivityMessages.ReviewAsked, Desk(activity), activity.Title);
        }
    }

    public void Tell(Activity activity, ActivityAction action, string reason)
    {
        var kind = action switch
        {
            ActivityAction.Approve => ActivityMessages.Published,
            ActivityAction.Reject => ActivityMessages.SentBack,
            ActivityAction.Pause => ActivityMessages.Paused,
            ActivityAction.Cancel => ActivityMessages.Cancelled,
            ActivityAction.End => ActivityMessages.Ended,
            ActivityAction.Submit or ActivityAction.Publish or ActivityAction.Change or ActivityAction.Resume or ActivityAction.Close or ActivityAction.Withdraw => null,
        };
        if (kind is not null && activity.LeadId != db.Viewer.PersonId)
        {
            bundle.PutOnce(activity.LeadId, kind, Desk(activity), activity.Title, reason);
        }

        db.Announce(ActivityTopics.Of(activity.Id));
    }

    /// <summary>To everybody who has a seat or waits: one meets somewhere else.</summary>
    public async Task TellPlaceAsync(Activity activity, CancellationToken ct)
    {
        var people = await db.Set<Signup>().Where(s => s.ActivityId == activity.Id && s.EndsAt > activity.CreatedAt).Where(SignupKinds.On)
            .Select(s => s.VolunteerId).Distinct().ToListAsync(ct);
        foreach (var person in people)
        {
            bundle.Put(person, ActivityMessages.Elsewhere, SeatNews.LinkTo(activity.Id), [activity.Title, activity.Place], SeatChange.Elsewhere);
        }
    }

    public static string Desk(Activity activity) => $"/console/activities/{activity.Id}/plan";
}
