using Weiguang.Kernel.Text;
using Weiguang.Messages;

namespace Weiguang.Activities;

/// <summary>Everything that people are told about activities.</summary>
internal static class ActivityMessages
{
    // Seats.
    public static readonly MessageKind HeldByLeader = new("activities.seat-held-by-leader", MessageClass.Urgent, Phrase.Of("{3}替您报了“{0}”（{1}），名额留到{2}。来不来由您定，请点开回个话。"));
    public static readonly MessageKind Offered = new("activities.seat-offered", MessageClass.Urgent, Phrase.Of("“{0}”（{1}）有名额了，给您留到{2}。来的话请点“我来”，来不了请点“让给下一位”。"));
    public static readonly MessageKind SkippedForClash = new("activities.seat-skipped-for-clash", MessageClass.Own, Phrase.Of("“{0}”（{1}）轮到您了，可您同一时间已经答应了“{2}”，名额就先给了下一位。要是改主意了，可以再来排队。"));
    public static readonly MessageKind SkippedForExclusion = new("activities.seat-skipped-for-exclusion", MessageClass.Own, Phrase.Of("“{0}”（{1}）轮到您了，可您已经参加了“{2}”，这两个项目不能同时参加，名额就先给了下一位。"));
    public static readonly MessageKind Lapsed = new("activities.seat-lapsed", MessageClass.Own, Phrase.Of("“{0}”（{1}）给您留的名额过了时间，让给别人了。还想来，可以再报一次。"));
    public static readonly MessageKind Removed = new("activities.seat-removed", MessageClass.Urgent, Phrase.Of("组织者把您从“{0}”（{1}）的名单里划掉了。原因：{2}"));
    public static readonly MessageKind Approved = new("activities.seat-approved", MessageClass.Own, Phrase.Of("组织者同意了，“{0}”（{1}）等您来。"));
    public static readonly MessageKind Refused = new("activities.seat-refused", MessageClass.Own, Phrase.Of("“{0}”（{1}）组织者这次没有同意您参加。原因：{2}"));
    public static readonly MessageKind WalkedIn = new("activities.walked-in", MessageClass.Own, Phrase.Of("组织者在现场把您加到了“{0}”（{1}）的名单上。您没有去的话，点开说一声。"));
    public static readonly MessageKind NotedAtDoor = new("activities.noted-at-door", MessageClass.Own, Phrase.Of("组织者记下您在“{0}”（{1}）现场。去了的话，点开点“我去了”，时长才算；没去也请点开说一声。"));
    public static readonly MessageKind SaysNotCome = new("activities.says-not-come", MessageClass.Work, Phrase.Of("{0}说“{1}”（{2}）他没去，您在现场加的这一条不算了。"));
    public static readonly MessageKind NoShow = new("activities.no-show", MessageClass.Own, Phrase.Of("“{0}”（{1}）您报了名，没有签到。下次来不了，请提前退出，好让别人补上。"));
    public static readonly MessageKind CameAfterAll = new("activities.came-after-all", MessageClass.Own, Phrase.Of("“{0}”（{1}）签到机晚些时候传来了您的签到，不算没来。"));
    public static readonly MessageKind TooLate = new("activities.too-late", MessageClass.Own, Phrase.Of("“{0}”（{1}）这次没能排上，谢谢您愿意来。"));
    public static readonly MessageKind LeftLate = new("activities.left-late", MessageClass.Urgent, Phrase.Of("{0}临时来不了“{1}”（{2}）。原因：{3}"));

    // Shifts.
    public static readonly MessageKind Reminder = new("activities.reminder", MessageClass.Own, Phrase.Of("“{0}”：{1}，在{2}。到了以后，点开这一条就能签到。来不了请早点退出，好让别人补上。"));
    public static readonly MessageKind ReminderBring = new("activities.reminder-bring", MessageClass.Own, Phrase.Of("“{0}”：{1}，在{2}。带上：{3}。到了以后，点开这一条就能签到。来不了请早点退出，好让别人补上。"));
    public static readonly MessageKind ReminderCall = new("activities.reminder-call", MessageClass.Own, Phrase.Of("“{0}”：{1}，在{2}。有事打给{3}：{4}。到了以后，点开这一条就能签到。来不了请早点退出，好让别人补上。"));
    public static readonly MessageKind ReminderBringCall = new("activities.reminder-bring-call", MessageClass.Own, Phrase.Of("“{0}”：{1}，在{2}。带上：{3}。有事打给{4}：{5}。到了以后，点开这一条就能签到。来不了请早点退出，好让别人补上。"));
    public static readonly MessageKind CalledOff = new("activities.shift-called-off", MessageClass.Urgent, Phrase.Of("“{0}”（{1}）取消了，不用去了。原因：{2}"));
    public static readonly MessageKind SentHome = new("activities.shift-sent-home", MessageClass.Urgent, Phrase.Of("“{0}”（{1}）取消了，您已经到了，可以回去了。走的时候请签退。原因：{2}"));
    public static readonly MessageKind EndsEarly = new("activities.shift-ends-early", MessageClass.Urgent, Phrase.Of("“{0}”（{1}）提前结束了。您在场的时间照算，走的时候请签退。原因：{2}"));
    public static readonly MessageKind Moved = new("activities.shift-moved", MessageClass.Urgent, Phrase.Of("“{0}”{3}那一班改时间了：现在是{2}。这个时间来不了，请早点退出，好让别人补上。"));
    public static readonly MessageKind MovedIntoClash = new("activities.shift-moved-into-clash", MessageClass.Urgent, Phrase.Of("“{0}”{2}那一班改到了{1}，和您答应的另一件事时间冲突了。请看看去哪一个，另一个退出。"));
    public static readonly MessageKind Elsewhere = new("activities.meets-elsewhere", MessageClass.Urgent, Phrase.Of("“{0}”换了集合地点：{1}。"));
    public static readonly MessageKind AllOff = new("activities.shifts-off", MessageClass.Urgent, Phrase.Of("“{0}”改了安排，您报的 {1} 次取消了，不用去了。请到“我的活动”里看看。"));
    public static readonly MessageKind AllOffFor = new("activities.shifts-off-for", MessageClass.Urgent, Phrase.Of("“{0}”有 {1} 次您报了名的取消了，不用去了。原因：{2}"));
    public static readonly MessageKind SomeOff = new("activities.shifts-partly-off", MessageClass.Urgent, Phrase.Of("“{0}”改了安排，您报的 {1} 次都有变动，其中 {2} 次取消了，不用去了。请到“我的活动”里看看，来不了的早点退出。"));
    public static readonly MessageKind AllChanged = new("activities.shifts-changed", MessageClass.Urgent, Phrase.Of("“{0}”改了安排，您报的 {1} 次都有变动。请到“我的活动”里看看，来不了的早点退出，好让别人补上。"));
    public static readonly MessageKind SomeClash = new("activities.shifts-clash", MessageClass.Urgent, Phrase.Of("“{0}”改了安排，您报的 {1} 次都有变动，有的还和您报的别的事时间冲突了。请到“我的活动”里看看，来不了的早点退出。"));

    // Invitations.
    public static readonly MessageKind Invited = new("activities.invited", MessageClass.News, Phrase.Of("组织者请您参加“{0}”，点开看看。"));
    public static readonly MessageKind InvitedWithWords = new("activities.invited-with-words", MessageClass.News, Phrase.Of("组织者请您参加“{0}”：{1}"));
    public static readonly MessageKind InvitationDeclined = new("activities.invitation-declined", MessageClass.Work, Phrase.Of("{0}谢谢您的邀请，这次来不了“{1}”。"));

    // To those who follow a team or a project.
    public static readonly MessageKind FollowedNew = new("activities.followed-new", MessageClass.News, Phrase.Of("您关注的{0}有新活动：“{1}”，{2}。"));
    public static readonly MessageKind FollowedMany = new("activities.followed-many", MessageClass.News, Phrase.Of("您关注的{0}有 {2} 场新活动，第一场是“{1}”。"));

    // From the organiser, in their own words.
    public static readonly MessageKind FromOrganiser = new("activities.from-organiser", MessageClass.Own, Phrase.Of("“{0}”的组织者{2}说：{1}"));

    // To reviewers and organisers.
    public static readonly MessageKind ReviewAsked = new("activities.review-asked", MessageClass.Work, Phrase.Of("活动“{0}”等您审核。"));
    public static readonly MessageKind Published = new("activities.review-approved", MessageClass.Own, Phrase.Of("活动“{0}”审核通过，已经发布。"));
    public static readonly MessageKind SentBack = new("activities.review-rejected", MessageClass.Own, Phrase.Of("活动“{0}”退回修改。意见：{1}"));
    public static readonly MessageKind Paused = new("activities.paused", MessageClass.Own, Phrase.Of("活动“{0}”已暂停报名。"));
    public static readonly MessageKind Cancelled = new("activities.cancelled", MessageClass.Urgent, Phrase.Of("活动“{0}”取消了。原因：{1}"));
    public static readonly MessageKind Ended = new("activities.ended", MessageClass.Own, Phrase.Of("活动“{0}”结束了，请写一写效果怎么样、下次怎么改进。"));
    public static readonly MessageKind NotPublished = new("activities.series-not-published", MessageClass.Work, Phrase.Of("“{0}”{1}那一次没能自动发布，请打开看看还缺什么。"));
}
