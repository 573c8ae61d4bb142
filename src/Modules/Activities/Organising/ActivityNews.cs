using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Activities.Organising;

/// <summary>Tells organisers, reviewers and everybody with a seat what became of an activity, in the transaction in which it became so.</summary>
internal sealed class ActivityNews(AppDbContext db, Bundle bundle, RoleBook roles)
{
    /// <summary>To those who can decide: staff of the village and township, for high risk coordinators of the county.</summary>
    public async Task AskReviewersAsync(Activity activity, CancellationToken ct)
    {
        var reviewers = activity.Risk == Risk.High ? [] : await HoldersAsync(Role.Station, activity.DivisionCode, [5, 4], ct);
        reviewers = reviewers.Count > 0 ? reviewers : await HoldersAsync(Role.Coordinator, activity.DivisionCode, [3], ct);
        foreach (var reviewer in reviewers.Where(r => r != db.Viewer.PersonId))
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
            ActivityAction.Submit or ActivityAction.Publish or ActivityAction.Change or ActivityAction.Resume or ActivityAction.Close => null,
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

    private async Task<List<Guid>> HoldersAsync(Role role, long division, int[] levels, CancellationToken ct)
    {
        var holders = new List<Guid>();
        foreach (var code in levels.Select(level => DivisionCodes.Above(division, level)).Distinct())
        {
            holders.AddRange(await roles.HoldersAsync(role, code, code + 1, ct));
        }

        return [.. holders.Distinct()];
    }
}
