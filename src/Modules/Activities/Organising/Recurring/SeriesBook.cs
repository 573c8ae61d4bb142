using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.Projects;

namespace Weiguang.Activities.Organising.Recurring;

/// <summary>Series: founded with their first weeks, carried on by the clock, skipped by the day, ended. Days are made under the series' lock, so that each comes once on however many nodes.</summary>
internal sealed class SeriesBook(AppDbContext db, ActivityEdit edit, ActivityBook book, Drafting drafting, ShiftPlan plan, Bundle bundle, ProjectDirectory projects, MessageBox messages, TimeProvider clock)
{
    public const int WeeksAhead = 8;

    /// <summary>Sets the series up; the reply names its first activity.</summary>
    public async Task<OrganiserReply> FoundAsync(ActivityDraft draft, CancellationToken ct)
    {
        var (organiser, _, errors) = await edit.CheckAsync(draft, ct);
        var rule = Recurrence.Parse(draft.Repeat);
        var day = errors.ContainsKey("posts") || draft.Shifts.Any(s => s.StartsAt is null) ? default : SeriesTemplate.DayOf(draft);
        errors.Need(day == default || rule?.From(day).FirstOrDefault() == day, "repeat", Phrase.Of("第一次活动的日期不在重复的日子里，请核对星期几"));
        errors.Need(day == default || day >= clock.Today(), "repeat", Phrase.Of("重复的活动要从今天或以后开始"));
        if (errors.Count > 0)
        {
            return OrganiserReply.Invalid(errors);
        }

        await using var work = await db.BeginWorkAsync(ct);
        var series = new Series
        {
            Title = draft.Title!.Trim(),
            DivisionCode = draft.DivisionCode!.Value,
            TeamId = organiser!.TeamId,
            LeadId = db.Viewer.PersonId,
            Organiser = organiser.Name,
            Rule = rule!.ToString(),
            StartsOn = day,
            CreatedAt = clock.Now(),
        };
        series.Keep(draft, day, approved: false);
        db.Add(series);
        var made = await MakeAsync(series, organiser, ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new(Voice.Activity.Done, made[0].Id, made[0].Status);
    }

    /// <summary>Makes what has become due by now; returns how many.</summary>
    public async Task<int> CarryOnAsync(Guid id, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await db.LockAsync<Series>(id, ct) is not { } series)
        {
            return 0;
        }

        var made = await MakeAsync(series, new Organiser(series.Organiser, series.DivisionCode, series.TeamId), ct);
        foreach (var activity in made.Where(_ => series.IsApproved))
        {
            if (!(await book.TakeAsync(activity, ActivityAction.Publish, "", ct)).Answer.IsDone)
            {
                messages.Put(activity.LeadId, ActivityMessages.NotPublished, ActivityNews.Desk(activity), activity.Title, MessageBox.Time(activity.StartsAt));
            }
        }

        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return made.Count;
    }

    /// <summary>Leaves a day out that has not begun; people with seats on it are told.</summary>
    public async Task<SeriesAnswer> SkipAsync(Guid id, DateOnly day, string reason, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await RunAsync(id, ct) is not { } series)
        {
            return SeriesAnswer.Missing;
        }

        var ids = await db.Set<Activity>().IgnoreQueryFilters().Where(a => a.SeriesId == id && a.SeriesDate == day).Select(a => a.Id).ToListAsync(ct);
        var made = (await db.LockAsync<Activity>(ids, ct)).SingleOrDefault();
        if (made is null && ids.Count > 0)
        {
            return SeriesAnswer.OfOthers;
        }

        if (WhyNot(series, day, made) is { } no)
        {
            return no;
        }

        series.Skip(day);
        await db.SaveChangesAsync(ct);
        if (await CancelAsync(series.Title, made is null ? [] : [made.Id], reason, ct) > 0)
        {
            db.ChangeTracker.Clear();
            return SeriesAnswer.OfOthers; // And nothing of it is kept.
        }

        await work.CommitAsync(ct);
        return SeriesAnswer.Done;
    }

    /// <summary>Makes no more activities; with <paramref name="cancel"/> those to come are called off as well, but for days that somebody has moved to another place: these are counted.</summary>
    public async Task<(SeriesAnswer Answer, int Left)> EndAsync(Guid id, bool cancel, string reason, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await RunAsync(id, ct) is not { } series)
        {
            return (SeriesAnswer.Missing, 0);
        }

        if (series.EndedAt is not null)
        {
            return (SeriesAnswer.Ended, 0); // By somebody who decided about its days as well.
        }

        var now = clock.Now();
        series.End(now);
        await db.SaveChangesAsync(ct);
        var left = await CancelAsync(series.Title, cancel ? await MadeAsync(id, a => a.StartsAt > now, ct) : [], reason, ct);
        await work.CommitAsync(ct);
        return (SeriesAnswer.Done, left);
    }

    private SeriesAnswer? WhyNot(Series series, DateOnly day, Activity? made) => (series, made) switch
    {
        _ when series.Skipped.Contains(day) => SeriesAnswer.SkippedBefore,
        (_, { Status: ActivityStatus.Cancelled }) => SeriesAnswer.CancelledBefore,
        (_, { Status: ActivityStatus.Draft or ActivityStatus.PendingReview or ActivityStatus.Published or ActivityStatus.Paused or ActivityStatus.Ended or ActivityStatus.Closed }) => made.StartsAt <= clock.Now() ? SeriesAnswer.Begun : null,
        ({ EndedAt: not null }, null) => SeriesAnswer.Ended,
        (_, null) => series.IsToCome(day) ? null : SeriesAnswer.NoSuchDay,
    };

    private async Task<Series?> RunAsync(Guid id, CancellationToken ct) =>
        await db.LockAsync<Series>(id, ct) is { } series && (db.Viewer.All || series.LeadId == db.Viewer.PersonId || series.TeamId is null || db.Viewer.TeamIds.Contains(series.TeamId.Value) || db.Viewer.IsStaff) ? series : null;

    private Task<List<Guid>> MadeAsync(Guid id, System.Linq.Expressions.Expression<Func<Activity, bool>> which, CancellationToken ct) => db.Set<Activity>().IgnoreQueryFilters()
        .Where(a => a.SeriesId == id && a.Status != ActivityStatus.Cancelled && a.Status != ActivityStatus.Ended && a.Status != ActivityStatus.Closed).Where(which).Select(a => a.Id).ToListAsync(ct);

    /// <summary>All are held before the first is called off, in the order in which everybody takes them: sign-up waits for the moment, never in a circle. Whoever had several hears of it once.</summary>
    /// <returns>How many are not the viewer's to call off.</returns>
    private async Task<int> CancelAsync(string title, List<Guid> ids, string reason, CancellationToken ct)
    {
        await db.LockAsync<Activity>(ids, ct);
        await db.LockAsync<Shift>(ids, ct);
        bundle.Open();
        var left = 0;
        foreach (var id in ids)
        {
            left += (await book.StepAsync(id, ActivityAction.Cancel, ct, reason)).Answer.Outcome == StepOutcome.Missing ? 1 : 0;
        }

        bundle.Close(title, tellsWhy: true);
        await db.SaveChangesAsync(ct);
        return left;
    }

    private async Task<List<Activity>> MakeAsync(Series series, Organiser organiser, CancellationToken ct)
    {
        var through = clock.Today().AddDays(7 * WeeksAhead);
        var days = series.MadeThrough == default ? FirstDays(series, through) : series.Due(through);
        var made = new List<Activity>();
        foreach (var day in days)
        {
            var draft = series.On(day);
            var project = draft.ProjectId is { } projectId ? await projects.FindAsync(projectId, ct) : null;
            var activity = drafting.New(draft, organiser, series.LeadId, project, clock.Now(), series.Id, day);
            await plan.ApplyAsync(activity, draft, ct);
            db.Add(activity);
            made.Add(activity);
        }

        series.Made(days.Count > 0 && days[^1] > through ? days[^1] : through);
        return made;
    }

    /// <summary>A series that begins later than the weeks ahead still shows its first day at once.</summary>
    private static IReadOnlyList<DateOnly> FirstDays(Series series, DateOnly through) => series.Due(through) is { Count: > 0 } due ? due : series.Due(series.StartsOn);
}

/// <summary>What came of a wish about a series: done, or why there was nothing to do.</summary>
internal enum SeriesAnswer
{
    Done,
    Missing,

    /// <summary>By somebody before.</summary>
    Ended,
    SkippedBefore,
    CancelledBefore,

    /// <summary>A day that was moved to where it is not the viewer's any more.</summary>
    OfOthers,

    /// <summary>The day has begun, or is over.</summary>
    Begun,

    /// <summary>None of its days.</summary>
    NoSuchDay,
}
