using System.Text.Json;
using Microsoft.Extensions.Localization;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Activities.Records;

/// <summary>Why a step with hours is not possible any more: what happened meanwhile, and who did it. A record's version is the length of its story.</summary>
internal sealed class HoursPast(AppDbContext db, PersonDirectory people, IStringLocalizer phrases)
{
    /// <summary>For a record that is no longer what the caller saw; null when it is, or they do not say. Pressing twice is done.</summary>
    public async Task<StepAnswer?> MovedAsync(ServiceRecord record, RecordAction action, int? version, CancellationToken ct)
    {
        if (version is not { } seen || seen == record.Version)
        {
            return null;
        }

        var since = await db.Set<RecordEvent>().AsNoTracking().Where(e => e.ActivityId == record.ActivityId && e.RecordId == record.Id && e.Sequence > seen).OrderBy(e => e.Sequence).Take(50).ToListAsync(ct);
        var me = db.Viewer.PersonId;
        var isRepeat = since.Count > 0 && since[0].Action == action && since[0].ActorId == me && since.TrueForAll(e => e.ActorId == me || e.ActorId == Guid.Empty);
        return isRepeat ? StepAnswer.Done : await TellAsync(record, since.LastOrDefault(), ct);
    }

    /// <summary>Not now, with the last thing that happened to the record.</summary>
    public async Task<StepAnswer> NotNowAsync(ServiceRecord record, CancellationToken ct) => await TellAsync(
        record, await db.Set<RecordEvent>().AsNoTracking().Where(e => e.ActivityId == record.ActivityId && e.RecordId == record.Id).OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(ct), ct);

    /// <summary>Not now, because somebody has decided it already.</summary>
    public async Task<StepAnswer> DecidedAsync(Guid? by, DateTime? at, CancellationToken ct)
    {
        if (by is not { } person || at is not { } when)
        {
            return StepAnswer.NotNow;
        }

        var name = (await people.FindAsync(person, ct))?.Name ?? "";
        return StepAnswer.NotNow with { Meanwhile = new("decide", name, when) { Words = Phrase.Of("{0}已经定了"), Arguments = [Who(person, name)] } };
    }

    private async Task<StepAnswer> TellAsync(ServiceRecord record, RecordEvent? step, CancellationToken ct)
    {
        var answer = StepAnswer.NotNow with { State = record.State, Version = record.Version };
        if (step is null)
        {
            return answer;
        }

        var name = step.ActorId == Guid.Empty ? "" : (await people.FindAsync(step.ActorId, ct))?.Name ?? "";
        return answer with
        {
            Meanwhile = new(JsonNamingPolicy.KebabCaseLower.ConvertName(step.Action.ToString()), name, step.At)
            {
                Words = Phrase.Of("{0}已经办了“{1}”"),
                Arguments = [step.Action == RecordAction.Doubt ? phrases[Phrase.Of("有人")].Value : Who(step.ActorId, name), phrases[step.Action.Phrase()].Value],
            },
        };
    }

    private string Who(Guid person, string name) =>
        person == Guid.Empty ? phrases[Phrase.Of("系统")] : person == db.Viewer.PersonId ? phrases[Phrase.Of("您")] : name;
}
