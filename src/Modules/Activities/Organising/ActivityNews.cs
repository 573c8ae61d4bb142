using Weiguang.Activities.Domain;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Text;
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
            bundle.PutOnce(reviewer, Phrase.Of("活动“{0}”等您审核。"), Desk(activity), activity.Title);
        }
    }

    public void Tell(Activity activity, ActivityAction action, string reason)
    {
        var phrase = action switch
        {
            ActivityAction.Approve => Phrase.Of("活动“{0}”审核通过，已经发布。"),
            ActivityAction.Reject => Phrase.Of("活动“{0}”退回修改。意见：{1}"),
            ActivityAction.Pause => Phrase.Of("活动“{0}”已暂停报名。"),
            ActivityAction.Cancel => Phrase.Of("活动“{0}”取消了。原因：{1}"),
            ActivityAction.End => Phrase.Of("活动“{0}”结束了，请写一写效果怎么样、下次怎么改进。"),
            _ => null,
        };
        if (phrase is not null && activity.LeadId != db.Viewer.PersonId)
        {
            bundle.PutOnce(activity.LeadId, phrase, Desk(activity), activity.Title, reason);
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
            bundle.Put(person, Phrase.Of("“{0}”换了集合地点：{1}。"), SeatNews.LinkTo(activity.Id), [activity.Title, activity.Place], SeatChange.Elsewhere);
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
