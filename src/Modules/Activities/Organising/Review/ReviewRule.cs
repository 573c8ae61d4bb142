using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Cases;
using Weiguang.Eligibility;
using Weiguang.Kernel.Text;
using Weiguang.Regions;

namespace Weiguang.Activities.Organising.Review;

/// <summary>
/// Who has to say yes before others see an activity. Low risk, near home and of usual size (<see cref="ActivityScale"/>): nobody, the organiser publishes. Raised: station or township staff in whose range it is.
/// High: in the county or above, by who may review what is risky. Nobody decides on what they lead or handed in themselves, nor on what their team does.
/// </summary>
internal static class ReviewRule
{
    private const int CountyLevel = 3;

    /// <summary>Why others have to say yes first, as sentences; none where the organiser publishes it.</summary>
    /// <param name="home">Division of the team; null for a station.</param>
    /// <param name="isSentBack">It was out, and a reviewer sent a change of it back.</param>
    public static IReadOnlyList<string> Reasons(ActivityDraft draft, long? home, bool isSentBack) =>
    [
        .. draft.Risk == Risk.Low ? Array.Empty<string>() : [Phrase.Of("这个活动有风险，要先提交审核")],
        .. isSentBack ? [Phrase.Of("这个活动的改动被退回过，改好以后要再提交审核")] : Array.Empty<string>(),
        .. ActivityScale.Of(draft).Reasons(draft.DivisionCode ?? 0, home),
    ];

    /// <summary>What needs no review is published, the rest is handed in; what is out already is handed in by changing it. So page and API offer one of the two, never both.</summary>
    /// <param name="isOut">It has been out before.</param>
    public static bool Fits(ActivityAction action, bool needsReview, ActivityStatus status, bool isOut) => action switch
    {
        ActivityAction.Withdraw => isOut,
        ActivityAction.Publish => !needsReview,
        ActivityAction.Submit => needsReview && status == ActivityStatus.Draft,
        ActivityAction.Approve or ActivityAction.Reject or ActivityAction.Change or ActivityAction.Pause or ActivityAction.Resume
            or ActivityAction.Cancel or ActivityAction.Close => true,
        ActivityAction.End => false, // The clock's alone.
    };

    /// <summary>A review, for the referee and for whoever is asked.</summary>
    /// <param name="hands">See <see cref="HandsIn"/>.</param>
    public static Matter Matter(Activity activity, IReadOnlyCollection<Guid> hands)
    {
        var matter = new Matter(ActivityPermissions.Review, activity.DivisionCode, activity.TeamId, [activity.LeadId, .. hands]);
        return activity.Risk == Risk.High ? matter with { Besides = ActivityPermissions.ReviewRisky, Lowest = CountyLevel } : matter;
    }

    /// <summary>Whose words lie before the reviewer: whoever has handed it in or changed it since somebody last said yes.</summary>
    /// <param name="story">In the order in which it happened.</param>
    public static IReadOnlyCollection<Guid> HandsIn(IEnumerable<(ActivityAction Action, Guid By)> story)
    {
        var hands = new HashSet<Guid>();
        foreach (var step in story)
        {
            if (step.Action is ActivityAction.Approve or ActivityAction.Publish or ActivityAction.Withdraw)
            {
                hands.Clear();
            }
            else if (step.Action is ActivityAction.Submit or ActivityAction.Change)
            {
                hands.Add(step.By);
            }
        }

        return hands;
    }

    /// <summary>Those the viewer could decide on by risk and place; what they handed in themselves is among them.</summary>
    public static IQueryable<Activity> ReviewableBy(this IQueryable<Activity> activities, Viewer viewer) => activities.LookedAtBy(viewer).Where(a => a.Status == ActivityStatus.PendingReview);

    /// <summary>Those about which the viewer could decide by risk and place, in whatever state.</summary>
    public static IQueryable<Activity> LookedAtBy(this IQueryable<Activity> activities, Viewer viewer)
    {
        var high = viewer.All || TakesRisks(viewer);
        return (viewer.All ? activities : activities.CoveredBy(viewer, a => a.DivisionCode)).Where(a => high || a.Risk != Risk.High);
    }

    /// <summary>
    /// Whether a change of something that is out has to be looked at again: another risk, a place far away, or much more of seats, hours, door or fence always; and with any risk the place, what is to be done, the
    /// conditions and what is said about risk and cover. Where people have signed up, words of danger that were not there as well, whatever risk was chosen: they have said yes to something else.
    /// </summary>
    /// <param name="approved">As it was when somebody last said yes: many small steps are a large one.</param>
    /// <param name="hasPeople">Somebody has a seat or waits for one.</param>
    public static bool IsRisky(ActivitySnapshot before, ActivitySnapshot after, ActivitySnapshot approved, bool hasPeople) =>
        after.Risk != before.Risk
        || (hasPeople && RiskWords.NewIn(after, approved).Any())
        || (Where(before) != Where(after) && ActivityScale.IsFar(approved, after))
        || (ActivityScale.Of(after) is { } scale && ActivityScale.Of(before) is { } was && was != scale && scale.Outgrows(ActivityScale.Of(approved) ?? was))
        || (after.Risk != Risk.Low && (before.Place != after.Place || Where(before) != Where(after)
            || Words(before.Conditions) != Words(after.Conditions)
            || before.Recruit != after.Recruit
            || (before.Title, before.Description, before.Bring ?? "") != (after.Title, after.Description, after.Bring ?? "")
            || Duties(before, after) != Duties(after, before)
            || (before.RiskNotice, before.Cover) != (after.RiskNotice, after.Cover)));

    /// <summary>What is done at the posts that the other has too; another post is a matter of size and of words.</summary>
    private static string Duties(ActivitySnapshot s, ActivitySnapshot other) =>
        string.Join('\n', from post in s.Posts ?? [] where other.Posts?.Any(p => p.Id == post.Id) == true orderby post.Id select $"{post.Name} {post.Duties} {post.Skill}");

    private static (long, double?, double?) Where(ActivitySnapshot s) => (s.DivisionCode, s.Lat, s.Lon);

    private static bool TakesRisks(Viewer viewer) =>
        viewer.May(ActivityPermissions.ReviewRisky) && DivisionCodes.Level(viewer.From) <= CountyLevel;

    private static string Words(Conditions conditions) => System.Text.Json.JsonSerializer.Serialize(conditions);
}
