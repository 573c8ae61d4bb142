using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Activities.Organising;

/// <summary>What became of an activity since somebody looked at it, and how it is told to them. What its readers see as its version is the length of its story.</summary>
internal sealed class ActivityPast(AppDbContext db, Witness witness, Differences differences)
{
    private const int Most = 50;

    /// <param name="seen">The version that was read; null for the last step alone.</param>
    public async Task<IReadOnlyList<ActivityEvent>> SinceAsync(Guid id, int? seen, CancellationToken ct)
    {
        var steps = db.Set<ActivityEvent>().AsNoTracking().Where(e => e.ActivityId == id);
        return seen is { } version
            ? await steps.Where(e => e.Sequence > version).OrderByDescending(e => e.Sequence).NewestAsync(Most, ct)
            : await steps.OrderByDescending(e => e.Sequence).Take(1).ToListAsync(ct);
    }

    /// <summary>A double tap: the step asked for is what the viewer has just taken, in the same words, and nobody else came in between.</summary>
    public bool IsRepeat(IReadOnlyList<ActivityEvent> since, ActivityAction action, Func<ActivityEvent, bool> isSame) =>
        witness.IsRepeat(action, [.. since.Select(e => (e.Action, e.ActorId))], since is [var first, ..] && isSame(first));

    /// <summary>The last of these steps in words; null when there is none.</summary>
    public async Task<Meanwhile?> ToldAsync(IReadOnlyList<ActivityEvent> since, CancellationToken ct) =>
        since is [.., var step] ? await witness.TellAsync(step.Action, step.ActorId, step.At, Words(step.Action), ct) : null;

    /// <summary>What the activity says otherwise than it did at that version, line by line; empty where that version is not on record.</summary>
    public async Task<IReadOnlyList<Difference>> ChangesAsync(Guid id, int seen, CancellationToken ct)
    {
        var told = await db.Set<ActivityEvent>().AsNoTracking().Where(e => e.ActivityId == id && e.Sequence <= seen && e.Snapshot != "").OrderByDescending(e => e.Sequence).Select(e => e.Snapshot).FirstOrDefaultAsync(ct);
        var now = await db.Set<Activity>().AsNoTracking().Include(a => a.Posts).Include(a => a.Shifts).AsSplitQuery().SingleAsync(a => a.Id == id, ct);
        return told is not null && ActivitySnapshot.Read(told) is { } before ? await differences.BetweenAsync(before, ActivitySnapshot.Of(now), ct) : [];
    }

    private static string Words(ActivityAction action) => action switch
    {
        ActivityAction.Submit => Phrase.Of("{0}已经把活动提交审核了"),
        ActivityAction.Approve => Phrase.Of("{0}已经审核通过，活动发布了"),
        ActivityAction.Reject => Phrase.Of("{0}已经把活动退回修改"),
        ActivityAction.Publish => Phrase.Of("{0}已经把活动发布了"),
        ActivityAction.Change => Phrase.Of("{0}改过这个活动"),
        ActivityAction.Pause => Phrase.Of("{0}已经暂停了报名"),
        ActivityAction.Resume => Phrase.Of("{0}已经恢复了报名"),
        ActivityAction.Cancel => Phrase.Of("{0}已经取消了活动"),
        ActivityAction.End => Phrase.Of("{0}记下活动已经结束"),
        ActivityAction.Close => Phrase.Of("{0}已经把活动评估归档"),
        ActivityAction.Withdraw => Phrase.Of("{0}已经收回了改动"),
    };
}
