using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Activities.Organising.Recurring;
using Weiguang.Activities.Organising.Review;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Organising.Form;

/// <summary>What the form's buttons do: check, save, and with 保存并发布 publish or hand in, all or nothing.</summary>
internal sealed class ActivityFormBook(AppDbContext db, ActivityEdit edit, TakenSeats seats, SeriesBook series, SeriesSteps steps, OrganisedReader reader, TimeProvider clock)
{
    public async Task<OrganiserReply> SaveAsync(Guid? id, FormReading reading, ActivityForm form, CancellationToken ct)
    {
        var draft = reading.Draft;
        var out_ = form.Do == "publish";
        var wrong = await WrongAsync(id, reading, draft, out_, ct);
        if (wrong.Count > 0)
        {
            return OrganiserReply.Invalid(wrong);
        }

        var saved = await SaveAsync(id, draft, form, ct);
        var reply = saved with { WasOut = saved.Status == ActivityStatus.Published };
        if (!reply.Answer.IsDone || !out_)
        {
            return reply;
        }

        return await reader.FindAsync(reply.Id, ct) is not { Status: ActivityStatus.Draft } kept ? reply
            : await steps.StepAsync(reply.Id, kept.Review.Count > 0 ? ActivityAction.Submit : ActivityAction.Publish, ct);
    }

    /// <summary>What saving this form does to people's seats; nothing while something else is wrong with it, which is said first.</summary>
    public async Task<IReadOnlyList<TouchedShift>> TouchedAsync(Guid id, FormReading reading, ActivityForm form, CancellationToken ct)
    {
        if ((await WrongAsync(id, reading, reading.Draft, publishing: form.Do == "publish", ct)).Count > 0)
        {
            return [];
        }

        var drafts = await steps.DraftsAsync(id, reading.Draft, form.Following, ct);
        foreach (var (activity, draft) in drafts)
        {
            if ((await edit.ErrorsAsync(activity, draft, ct)).Count > 0)
            {
                return [];
            }
        }

        return await seats.TouchedAsync(drafts, ct);
    }

    /// <summary>The sentence after it is done.</summary>
    public static string Note(OrganiserReply reply) => reply.Status switch
    {
        _ when reply.WasOut => Phrase.Of("改好了，大家看到的已经是新的。"),
        ActivityStatus.PendingReview => Phrase.Of("已提交，等审核通过就发布。"),
        ActivityStatus.Published => Phrase.Of("活动已发布。"),
        ActivityStatus.Draft => Phrase.Of("草稿存好了，还没有发布。"),
        ActivityStatus.Paused or ActivityStatus.Ended or ActivityStatus.Closed or ActivityStatus.Cancelled => Phrase.Of("保存好了。"),
    };

    // Everything that is wrong is said at once: what cannot be read, what is wrong by itself and what publication asks for.
    private async Task<DraftErrors> WrongAsync(Guid? id, FormReading reading, ActivityDraft draft, bool publishing, CancellationToken ct)
    {
        var wrong = new DraftErrors();
        foreach (var (field, phrases) in reading.Unreadable)
        {
            wrong.TryAdd("Form." + field, phrases);
        }

        var known = wrong.Keys.ToHashSet();
        var closes = publishing && id is not null ? await db.Set<Activity>().Where(a => a.Id == id && a.PublishedAt != null).Select(a => (DateTime?)a.ClosesAt).SingleOrDefaultAsync(ct) : null;
        foreach (var (field, phrases) in DraftCheck.Check(draft).Concat(publishing ? DraftCheck.Gaps(draft, clock.Now(), isOut: closes is not null, closes: closes) : []))
        {
            if (!known.Contains(reading.NameOf(field)))
            {
                wrong.TryAdd(field, phrases);
            }
        }

        return wrong;
    }

    private Task<OrganiserReply> SaveAsync(Guid? id, ActivityDraft draft, ActivityForm form, CancellationToken ct) => id switch
    {
        null when draft.Repeat is not null => series.FoundAsync(draft, ct),
        null => edit.AddAsync(draft, ct),
        { } known when form.Following => steps.ChangeFollowingAsync(known, draft, form.Version, ct),
        { } known => edit.ChangeAsync(known, draft, form.Version, ct),
    };
}
