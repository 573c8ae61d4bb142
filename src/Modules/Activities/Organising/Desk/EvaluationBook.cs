using System.ComponentModel.DataAnnotations;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Organising.Desk;

/// <summary>An evaluation as it is posted.</summary>
internal sealed class EvaluationInput
{
    public int? Stars { get; set; }

    [MaxLength(2000)]
    public string? Words { get; set; }

    [MaxLength(1000)]
    public string? ToImprove { get; set; }
}

/// <summary>Evaluates an activity that is over, and files it.</summary>
internal sealed class EvaluationBook(AppDbContext db, ActivityBook book, TimeProvider clock)
{
    public async Task<OrganiserReply> EvaluateAsync(Guid id, EvaluationInput input, CancellationToken ct, int? version = null)
    {
        var errors = new DraftErrors();
        errors.Need(input.Stars is >= 1 and <= 5, "stars", Phrase.Of("请选几颗星"));
        errors.Need(input.Words?.Trim() is { Length: >= 2 } words && !ShortWords.IsLonger(words, 2000), "words", Phrase.Of("请写一写效果，2 到 2000 个字"));
        errors.Need(!ShortWords.IsLonger(input.ToImprove, 1000), "toImprove", Phrase.Of("写得太长了，请短一些"));
        if (errors.Count > 0)
        {
            return OrganiserReply.Invalid(errors, id);
        }

        await using var work = await db.BeginWorkAsync(ct);
        if (await book.LockAsync(id, ct) is not { } activity)
        {
            return new(Voice.Activity.Missing);
        }

        var filed = await db.Set<Evaluation>().AsNoTracking().SingleOrDefaultAsync(e => e.ActivityId == id, ct);
        if (await book.MovedAsync(activity, ActivityAction.Close, version, _ => filed is not null && Says(filed, input), ct) is { } moved)
        {
            return moved;
        }

        if (activity.Status != ActivityStatus.Ended || (activity.PartiesOf(db.Viewer) & ActivityParty.Organiser) == 0)
        {
            return await book.NotNowAsync(activity, ActivityAction.Close, ct);
        }

        db.Add(new Evaluation
        {
            ActivityId = id,
            Stars = input.Stars!.Value,
            Words = input.Words!.Trim(),
            ToImprove = input.ToImprove?.Trim() ?? "",
            ByPersonId = db.Viewer.PersonId,
            At = clock.Now(),
        });
        await db.SaveChangesAsync(ct);
        var reply = await book.TakeAsync(activity, ActivityAction.Close, "", ct);
        await work.CommitAsync(ct);
        return reply;
    }

    private static bool Says(Evaluation filed, EvaluationInput input) =>
        (filed.Stars, filed.Words, filed.ToImprove) == (input.Stars, input.Words!.Trim(), input.ToImprove?.Trim() ?? "");
}
