using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities.Organising.Recurring;

/// <summary>
/// Steps and changes that reach the following activities of a series, in one transaction: all or nothing, whatever fails or whoever pulls the plug. The series is
/// held first, then all its later activities, then all their shifts, each in the order of their keys as everybody takes them (docs/algorithms/locks.md); volunteers
/// are only tried. So it never waits in a circle with sign-up, which for the moment waits for it.
/// </summary>
internal sealed class SeriesSteps(AppDbContext db, ActivityBook book, ActivityEdit edit, Bundle bundle)
{
    private static readonly ActivityAction[] Together = [ActivityAction.Publish, ActivityAction.Submit, ActivityAction.Approve, ActivityAction.Reject];
    private static readonly string OneRefused = Phrase.Of("后面有一次不能这样改，所以哪一次都没有改。请先单独看看后面的几次。");

    /// <summary>Takes a step; publishing, handing in and deciding also reach the following ones that say the same but for the day. Those that lack something of their own stay as they are.</summary>
    public async Task<OrganiserReply> StepAsync(Guid id, ActivityAction action, CancellationToken ct, string reason = "", int? version = null)
    {
        if (action == ActivityAction.Withdraw)
        {
            return await edit.WithdrawAsync(id, version, ct);
        }

        if (!Together.Contains(action) || await ReadAsync(id, ct) is not { SeriesId: not null } activity)
        {
            return await book.StepAsync(id, action, ct, reason, version);
        }

        await using var work = await db.BeginWorkAsync(ct);
        await HoldAsync(activity, ct);
        var twins = await TwinsAsync(id, ct);
        bundle.Open();
        var reply = await book.StepAsync(id, action, ct, reason, version);
        foreach (var twin in reply.Answer.IsDone ? twins : [])
        {
            await book.StepAsync(twin, action, ct, reason);
        }

        if (reply.Answer.IsDone && action is ActivityAction.Publish or ActivityAction.Approve)
        {
            await ApproveAsync(id, ct);
        }

        await TellAsync(activity.Title, work, ct);
        return reply;
    }

    /// <summary>What a change makes of this activity and, where it reaches them, of the later ones of its series; nothing when there is none to change.</summary>
    public async Task<IReadOnlyList<(Activity Activity, ActivityDraft Draft)>> DraftsAsync(Guid id, ActivityDraft draft, bool following, CancellationToken ct)
    {
        if (await ReadAsync(id, ct) is not { } activity)
        {
            return [];
        }

        var before = Writing.Read(activity);
        return following && activity is { SeriesId: { } seriesId, SeriesDate: { } day }
            ? [(activity, draft), .. (await LaterAsync(seriesId, day, ct)).Select(later => (later, ForLater(draft, before, later, day)))]
            : [(activity, draft)];
    }

    private static ActivityDraft ForLater(ActivityDraft draft, ActivityDraft before, Activity later, DateOnly day) =>
        SeriesTemplate.For(draft, before, Writing.Read(later), later.SeriesDate!.Value.DayNumber - day.DayNumber);

    /// <summary>Changes this activity, the template and every later activity of the series that is still to come; if one of them cannot be changed so, none is. People hear of it once.</summary>
    public async Task<OrganiserReply> ChangeFollowingAsync(Guid id, ActivityDraft draft, int? version, CancellationToken ct)
    {
        if (await ReadAsync(id, ct) is not { SeriesId: { } seriesId, SeriesDate: { } day } activity)
        {
            return await edit.ChangeAsync(id, draft, version, ct);
        }

        await using var work = await db.BeginWorkAsync(ct);
        await HoldAsync(activity, ct);
        var (before, following) = (Writing.Read((await ReadAsync(id, ct))!), await LaterAsync(seriesId, day, ct));
        bundle.Open();
        var reply = await edit.ChangeAsync(id, draft, version, ct);
        if (!reply.Answer.IsDone)
        {
            return reply;
        }

        await WriteTemplateAsync(seriesId, draft with { TeamId = activity.TeamId }, day, reply.Status == ActivityStatus.Published, ct);
        foreach (var later in following)
        {
            if (await edit.ChangeAsync(later.Id, ForLater(draft, before, later, day), null, ct) is { Answer.IsDone: false } refused)
            {
                db.ChangeTracker.Clear(); // Nothing of it is saved by whatever comes after.
                return OrganiserReply.Invalid(new(refused.Answer.Errors) { ["following"] = [OneRefused] }, later.Id);
            }
        }

        await TellAsync(draft.Title ?? activity.Title, work, ct);
        return reply;
    }

    /// <summary>The series, so that the clock makes no day in between; then this activity and the later ones, then their shifts.</summary>
    private async Task HoldAsync(Activity activity, CancellationToken ct)
    {
        await db.LockAsync<Series>(activity.SeriesId!.Value, ct);
        Guid[] ids = [activity.Id, .. (await LaterAsync(activity.SeriesId.Value, activity.SeriesDate!.Value, ct)).Select(a => a.Id)];
        await db.LockAsync<Activity>(ids, ct);
        await db.LockAsync<Shift>(ids, ct);
    }

    private async Task TellAsync(string title, Work work, CancellationToken ct)
    {
        bundle.Close(title);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
    }

    private async Task WriteTemplateAsync(Guid seriesId, ActivityDraft draft, DateOnly day, bool approved, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await db.LockAsync<Series>(seriesId, ct) is { } series)
        {
            series.Title = draft.Title!.Trim();
            series.Keep(draft, day, approved);
            await db.SaveChangesAsync(ct);
            await work.CommitAsync(ct);
        }
    }

    private async Task ApproveAsync(Guid id, CancellationToken ct)
    {
        if (await ReadAsync(id, ct) is not { SeriesId: { } seriesId, SeriesDate: { } day } activity)
        {
            return;
        }

        await using var work = await db.BeginWorkAsync(ct);
        if (await db.LockAsync<Series>(seriesId, ct) is { IsApproved: false } series && SaysTheSame(activity, series.On(day)))
        {
            series.Approve();
            await db.SaveChangesAsync(ct);
            await work.CommitAsync(ct);
        }
    }

    // What was approved must be what the template says, not a day that was changed alone.
    private static bool SaysTheSame(Activity activity, ActivityDraft template)
    {
        var own = Writing.Read(activity);
        return ActivityScale.Of(own) == ActivityScale.Of(template) && (own.Title, own.Description ?? "", own.Risk, own.RiskNotice ?? "", own.Bring ?? "", own.Place ?? "", own.DivisionCode) == (template.Title?.Trim(), template.Description?.Trim() ?? "", template.Risk, template.RiskNotice?.Trim() ?? "", template.Bring?.Trim() ?? "", template.Place?.Trim() ?? "", template.DivisionCode);
    }

    private async Task<List<Guid>> TwinsAsync(Guid id, CancellationToken ct)
    {
        if (await ReadAsync(id, ct) is not { SeriesId: { } seriesId, SeriesDate: { } day } activity)
        {
            return [];
        }

        var says = ActivitySnapshot.Of(activity);
        return [.. (await LaterAsync(seriesId, day, ct)).Where(a => a.Status == activity.Status && ActivitySnapshot.Of(a).SaysTheSame(says)).Select(a => a.Id)];
    }

    private Task<Activity?> ReadAsync(Guid id, CancellationToken ct) => Whole.SingleOrDefaultAsync(a => a.Id == id, ct);

    private Task<List<Activity>> LaterAsync(Guid seriesId, DateOnly day, CancellationToken ct) => Whole
        .Where(a => a.SeriesId == seriesId && a.SeriesDate > day && a.Status != ActivityStatus.Cancelled && a.Status != ActivityStatus.Ended && a.Status != ActivityStatus.Closed)
        .OrderBy(a => a.SeriesDate).ToListAsync(ct);

    private IQueryable<Activity> Whole => db.Set<Activity>().RunBy(db.Viewer).AsNoTracking().Include(a => a.Posts).Include(a => a.Shifts).AsSplitQuery();
}
