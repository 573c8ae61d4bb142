using Microsoft.Extensions.Localization;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Hours.Records;

/// <summary>Why a step with hours is not possible any more: what happened meanwhile, and who did it. A record's version is the length of its story.</summary>
internal sealed class HoursPast(AppDbContext db, Witness witness, IStringLocalizer phrases)
{
    /// <summary>For a record that is no longer what the caller saw; null when it is, or they do not say. Pressing twice is done.</summary>
    /// <param name="isSame">Whether the record stands as is asked for now.</param>
    public async Task<StepAnswer?> MovedAsync(ServiceRecord record, RecordAction action, int? version, bool isSame, CancellationToken ct)
    {
        if (version is not { } seen || seen == record.Version)
        {
            return null;
        }

        var since = await db.Set<RecordEvent>().AsNoTracking().Where(e => e.SourceId == record.SourceId && e.RecordId == record.Id && e.Sequence > seen).OrderByDescending(e => e.Sequence).NewestAsync(50, ct);
        if (since.Count > 0 && since.TrueForAll(e => e.Action == RecordAction.Evaluate))
        {
            return null; // Praise changes nothing of when somebody came and left.
        }

        since.RemoveAll(e => e.Action == RecordAction.Confirm && since.Exists(count => count.Action == RecordAction.Count && count.At == e.At)); // What the volunteer had said before goes with the count.
        return witness.IsRepeat(action, since.ConvertAll(e => (e.Action, e.ActorId)), isSame) ? Voice.Hours.Done : await TellAsync(Voice.Hours.Moved, record, since.LastOrDefault(), ct);
    }

    /// <summary>Whether the last that anybody did to the record is this step of the viewer's, for somebody who does not say what they saw.</summary>
    public async Task<bool> IsRepeatAsync(ServiceRecord record, RecordAction action, CancellationToken ct) =>
        await db.Set<RecordEvent>().AsNoTracking().Where(e => e.SourceId == record.SourceId && e.RecordId == record.Id && e.ActorId != Guid.Empty).OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(ct) is { } last
        && last.Action == action && last.ActorId == db.Viewer.PersonId;

    /// <summary>Not now, with the last thing that happened to the record.</summary>
    public async Task<StepAnswer> NotNowAsync(ServiceRecord record, CancellationToken ct) => await TellAsync(
        Voice.Hours.NotNow, record, await db.Set<RecordEvent>().AsNoTracking().Where(e => e.SourceId == record.SourceId && e.RecordId == record.Id).OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(ct), ct);

    /// <summary>Not now, because somebody has decided it already. Pressing twice is done.</summary>
    /// <param name="isSame">Whether it was decided as it is asked for now, in the same words: who says it otherwise learns that it was not taken.</param>
    public async Task<StepAnswer> DecidedAsync(Guid? by, DateTime? at, bool isSame, CancellationToken ct) => by is { } person && at is { } when
        ? isSame && person == db.Viewer.PersonId ? Voice.Hours.Done : Voice.Hours.NotNow with { Meanwhile = await witness.TellAsync("decide", person, when, Phrase.Of("{0}已经定了"), ct) }
        : Voice.Hours.NotNow;

    private async Task<StepAnswer> TellAsync(StepAnswer voice, ServiceRecord record, RecordEvent? step, CancellationToken ct)
    {
        var (answer, words) = (voice.At(record.State, record.Version), Phrase.Of("{0}已经办了“{1}”"));
        return step is null ? answer : answer with
        {
            // Who doubts somebody's hours is not named to them.
            Meanwhile = step.Action == RecordAction.Doubt
                ? witness.Tell(step.Action, step.ActorId, phrases[Phrase.Of("有人")], step.At, words, phrases[step.Action.Phrase()].Value)
                : await witness.TellAsync(step.Action, step.ActorId, step.At, words, ct, phrases[step.Action.Phrase()].Value),
        };
    }
}
