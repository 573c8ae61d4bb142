using Weiguang.Activities.Domain;
using Weiguang.Activities.Finding;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Serving;
using Weiguang.Cases;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Projects;
using Weiguang.Teams;

namespace Weiguang.Activities.Organising.Drafts;

/// <summary>Setting activities up and changing them; what is wrong is said at the field, and then nothing is changed.</summary>
internal sealed class ActivityEdit(AppDbContext db, ActivityBook book, Drafting drafting, ShiftPlan plan, ActivityNews news, ListingBook listings, TermBook terms, ApprovedText approved, TeamDirectory teams, Referee referee, TimeProvider clock)
{
    /// <summary>Sets one activity up as a draft; for one that comes back see <see cref="SeriesBook"/>.</summary>
    public async Task<OrganiserReply> AddAsync(ActivityDraft draft, CancellationToken ct)
    {
        var (organiser, project, errors) = await CheckAsync(draft, ct);
        if (errors.Count > 0)
        {
            return OrganiserReply.Invalid(errors);
        }

        var activity = drafting.New(draft, organiser!, db.Viewer.PersonId, project, clock.Now());
        await plan.ApplyAsync(activity, draft, ct);
        db.Add(activity);
        await db.SaveChangesAsync(ct);
        return new(Voice.Activity.Done, activity.Id, activity.Status);
    }

    public async Task<(Organiser? Organiser, ProjectCard? Project, DraftErrors Errors)> CheckAsync(ActivityDraft draft, CancellationToken ct)
    {
        var errors = DraftCheck.Check(draft);
        var organiser = await drafting.OrganiserAsync(draft, errors, ct);
        var project = await drafting.ProjectAsync(draft, organiser?.TeamId, null, errors, ct);
        await drafting.PlaceAsync(draft, organiser?.TeamId, errors, ct);
        return (organiser, project, errors);
    }

    /// <summary>Changes an activity. Something published stays so, unless the change is risky and the viewer organises it, or could not have said yes to it: then it is handed in again.</summary>
    /// <param name="version">What the caller saw; null when it does not matter.</param>
    public async Task<OrganiserReply> ChangeAsync(Guid id, ActivityDraft draft, int? version, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await book.LockAsync(id, ct) is not { } activity)
        {
            return new(Voice.Activity.Missing);
        }

        if (await book.MovedAsync(activity, ActivityAction.Change, version, isSame: _ => false, ct) is { } moved)
        {
            return moved;
        }

        var parties = activity.PartiesOf(db.Viewer);
        if (ActivityFlow.Table.Find(activity.Status, ActivityAction.Change, parties) is null)
        {
            return await book.NotNowAsync(activity, ActivityAction.Change, ct);
        }

        var asked = draft with { TeamId = activity.TeamId };
        var (project, errors) = await CheckAsync(activity, asked, ct);
        if (errors.Count > 0)
        {
            return OrganiserReply.Invalid(errors, id);
        }

        var reply = await WriteAsync(activity, asked, project, parties, ct);
        await db.SaveChangesAsync(ct);
        if (activity.PublishedAt is not null)
        {
            await listings.KeepAsync(id, ct);
        }

        await work.CommitAsync(ct);
        return reply;
    }

    /// <summary>Takes back a change that waits for a yes or did not get it: what was approved is out again, and needs nobody's yes. Whoever has a seat keeps it.</summary>
    /// <param name="version">What the caller saw; null when it does not matter.</param>
    public async Task<OrganiserReply> WithdrawAsync(Guid id, int? version, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await book.LockAsync(id, ct) is not { } activity)
        {
            return new(Voice.Activity.Missing);
        }

        if (await book.MovedAsync(activity, ActivityAction.Withdraw, version, isSame: _ => true, ct) is { } moved)
        {
            return moved;
        }

        var parties = activity.PartiesOf(db.Viewer);
        if (ActivityFlow.Table.Find(activity.Status, ActivityAction.Withdraw, parties) is null || !(await approved.OfAsync([id], ct)).TryGetValue(id, out var said))
        {
            return await book.NotNowAsync(activity, ActivityAction.Withdraw, ct);
        }

        var shown = await db.Set<Activity>().AsNoTracking().Include(a => a.Posts).Include(a => a.Shifts).AsSplitQuery().SingleAsync(a => a.Id == id, ct);
        var (draft, errors) = (said.Again(shown, clock.Now()), new DraftErrors());
        var project = await drafting.ProjectAsync(draft, activity.TeamId, draft.ProjectId, errors, ct);
        errors.Need(draft.Shifts.Any(), "posts", Phrase.Of("原来定的时间已经过去了，改动收不回来。请等审核；不办了的话，请取消这个活动"));
        if (errors.Count > 0)
        {
            return OrganiserReply.Invalid(errors, id);
        }

        Writing.Write(activity, draft, project, await HomeAsync(activity, ct), clock.Now());
        await plan.ApplyAsync(activity, draft, ct);
        activity.Take(ActivityAction.Withdraw, db.Viewer.PersonId, parties, clock.Now(), "", ActivitySnapshot.Of(activity));
        await terms.KeepAsync(activity, ct);
        db.Announce(ActivityTopics.Of(id));
        await db.SaveChangesAsync(ct);
        await listings.KeepAsync(id, ct);
        await work.CommitAsync(ct);
        return new(Voice.Activity.Done, id, activity.Status);
    }

    /// <summary>What would be wrong with changing it so.</summary>
    public async Task<DraftErrors> ErrorsAsync(Activity activity, ActivityDraft draft, CancellationToken ct) =>
        (await CheckAsync(activity, draft with { TeamId = activity.TeamId }, ct)).Errors;

    private async Task<(ProjectCard? Project, DraftErrors Errors)> CheckAsync(Activity activity, ActivityDraft draft, CancellationToken ct)
    {
        var errors = DraftCheck.Check(draft);
        var project = await drafting.ProjectAsync(draft, activity.TeamId, activity.ProjectId, errors, ct);
        await drafting.PlaceAsync(draft, activity.TeamId, errors, ct);
        plan.Check(activity, draft, errors);
        if (activity.Status is not ActivityStatus.Draft)
        {
            foreach (var (field, phrases) in DraftCheck.Gaps(draft, clock.Now(), activity.PublishedAt is not null, closes: activity.PublishedAt is null ? null : activity.ClosesAt))
            {
                errors.TryAdd(field, phrases);
            }
        }

        return (project, errors);
    }

    private async Task<OrganiserReply> WriteAsync(Activity activity, ActivityDraft draft, ProjectCard? project, ActivityParty parties, CancellationToken ct)
    {
        var (before, hasPeople) = (ActivitySnapshot.Of(activity), activity.Shifts.Exists(s => s.CancelledAt is null && s.Taken + s.Waiting > 0));
        Writing.Write(activity, draft, project, await HomeAsync(activity, ct), clock.Now());
        await plan.ApplyAsync(activity, draft, ct);
        var after = ActivitySnapshot.Of(activity);
        var isOut = activity.PublishedAt is not null;
        var asksAgain = isOut && ReviewRule.IsRisky(before, after, await ApprovedAsync(activity.Id, ct) ?? before, hasPeople) && ActivityFlow.Table.Find(activity.Status, ActivityAction.Submit, parties) is not null && !await IsTheirsAsync(activity, parties, ct);
        var action = asksAgain ? ActivityAction.Submit : ActivityAction.Change;
        activity.Take(action, db.Viewer.PersonId, parties, clock.Now(), "", after);
        await terms.KeepAsync(activity, ct);
        if (activity.Status is ActivityStatus.Published or ActivityStatus.Paused && before.IsElsewhere(after)) // What waits for a yes is told with it.
        {
            await news.TellPlaceAsync(activity, ct);
        }

        if (action == ActivityAction.Submit)
        {
            await news.AskReviewersAsync(activity, ct);
        }

        db.Announce(ActivityTopics.Of(activity.Id));
        return new(Voice.Activity.Done, activity.Id, activity.Status);
    }

    /// <summary>Whoever could say yes to it as it is now, and does not organise it, need not ask somebody else.</summary>
    private async Task<bool> IsTheirsAsync(Activity activity, ActivityParty parties, CancellationToken ct) =>
        !parties.HasFlag(ActivityParty.Organiser) && await referee.MayDecideAsync(ReviewRule.Matter(activity, []), ct);

    /// <summary>What it said when somebody last said yes to it, or its organiser published it.</summary>
    private async Task<ActivitySnapshot?> ApprovedAsync(Guid id, CancellationToken ct) => ActivitySnapshot.Read(
        await db.Set<ActivityEvent>().IgnoreQueryFilters().Where(e => e.ActivityId == id && (e.Action == ActivityAction.Approve || e.Action == ActivityAction.Publish) && e.Snapshot != "")
            .OrderByDescending(e => e.Sequence).Select(e => e.Snapshot).FirstOrDefaultAsync(ct) ?? "");

    private async Task<long> HomeAsync(Activity activity, CancellationToken ct) =>
        activity.TeamId is { } team && await teams.FindAsync(team, ct) is { } card ? card.DivisionCode : activity.DivisionCode;
}
