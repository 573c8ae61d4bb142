using Weiguang.Activities.Domain;

namespace Weiguang.Activities.Organising;

/// <summary>
/// Steps and changes that reach the following activities of a series. Each activity is its own transaction, the one that was asked for first: locks of
/// one are never held while waiting for the next, and what was left out by a failure is done by asking again.
/// </summary>
internal sealed class SeriesSteps(AppDbContext db, ActivityBook book, ActivityEdit edit)
{
    private static readonly ActivityAction[] Together = [ActivityAction.Publish, ActivityAction.Submit, ActivityAction.Approve, ActivityAction.Reject];

    /// <summary>Takes a step; publishing, handing in and deciding also reach the following ones that say the same but for the day.</summary>
    public async Task<OrganiserReply> StepAsync(Guid id, ActivityAction action, CancellationToken ct, string reason = "", int? version = null)
    {
        var twins = Together.Contains(action) ? await TwinsAsync(id, ct) : [];
        var reply = await book.StepAsync(id, action, ct, reason, version);
        if (reply.Answer != OrganiserAnswer.Done)
        {
            return reply;
        }

        foreach (var twin in twins)
        {
            await book.StepAsync(twin, action, ct, reason);
        }

        if (action is ActivityAction.Publish or ActivityAction.Approve)
        {
            await ApproveAsync(id, ct);
        }

        return reply;
    }

    /// <summary>Changes this activity, the template and every later activity of the series that is still to come.</summary>
    public async Task<OrganiserReply> ChangeFollowingAsync(Guid id, ActivityDraft draft, int? version, CancellationToken ct)
    {
        if (await ReadAsync(id, ct) is not { SeriesId: { } seriesId, SeriesDate: { } day } activity)
        {
            return await edit.ChangeAsync(id, draft, version, ct);
        }

        var before = Writing.Read(activity);
        var reply = await edit.ChangeAsync(id, draft, version, ct);
        if (reply.Answer != OrganiserAnswer.Done)
        {
            return reply;
        }

        await WriteTemplateAsync(seriesId, draft with { TeamId = activity.TeamId }, day, reply.Status == ActivityStatus.Published, ct);
        foreach (var later in await LaterAsync(seriesId, day, ct))
        {
            await edit.ChangeAsync(later.Id, SeriesTemplate.For(draft, before, Writing.Read(later), later.SeriesDate!.Value.DayNumber - day.DayNumber), null, ct);
        }

        return reply;
    }

    private async Task WriteTemplateAsync(Guid seriesId, ActivityDraft draft, DateOnly day, bool approved, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await db.LockAsync<Series>(seriesId, ct) is { } series)
        {
            series.Title = draft.Title!.Trim();
            series.Write(SeriesTemplate.Write(draft), day, approved);
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
        return (own.Title, own.Description ?? "", own.Risk, own.RiskNotice ?? "", own.Place ?? "", own.DivisionCode) == (template.Title?.Trim(), template.Description?.Trim() ?? "", template.Risk, template.RiskNotice?.Trim() ?? "", template.Place?.Trim() ?? "", template.DivisionCode);
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
