using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;

namespace Weiguang.Hours.Records;

internal enum StepOutcome { Done, Missing, NotYours, NotNow, Invalid }

/// <summary>What came of a step with hours: done, a no, or a message at a field.</summary>
/// <param name="Field">As the API names it; for <see cref="StepOutcome.Invalid"/>.</param>
/// <param name="Message">Source phrase.</param>
internal sealed record StepAnswer(StepOutcome Outcome, string Field = "", string Message = "")
{
    /// <summary>For <see cref="StepOutcome.NotNow"/>: how the record stands, what happened to it and by whom, as far as is known.</summary>
    public RecordState? State { get; init; }

    public int? Version { get; init; }

    public Meanwhile? Meanwhile { get; init; }

    public static readonly StepAnswer Done = new(StepOutcome.Done);
    public static readonly StepAnswer Missing = new(StepOutcome.Missing);
    public static readonly StepAnswer NotYours = new(StepOutcome.NotYours);
    public static readonly StepAnswer NotNow = new(StepOutcome.NotNow);

    public static StepAnswer Wrong(string field, string message) => new(StepOutcome.Invalid, field, message);

    /// <summary>Null when the text is there and not longer than 500 letters.</summary>
    public static StepAnswer? CheckText(string field, string? text) => text?.Trim() switch
    {
        null or "" => Wrong(field, Phrase.Of("请写清楚原因")),
        { Length: > 500 } => Wrong(field, Phrase.Of("最多写 500 字")),
        _ => null,
    };

    public Results<NoContent, Problem> ToResult() => Outcome == StepOutcome.Done ? TypedResults.NoContent() : Refusal();

    public Problem Refusal() => Outcome switch
    {
        StepOutcome.Done => throw new InvalidOperationException("What was done is not refused."),
        StepOutcome.Missing => Problems.NotFound(),
        StepOutcome.NotYours => new Problem(403, "hours-not-yours", Phrase.Of("这一步要由别人来办")),
        StepOutcome.NotNow => new Problem(409, "hours-not-now", Phrase.Of("现在办不了这一步")) { Facts = { ["state"] = State, ["version"] = Version, ["meanwhile"] = Meanwhile } },
        StepOutcome.Invalid => Problems.Invalid(Field, Message),
    };

    /// <summary>Leads a page on with a sentence, or puts the message at its field. Whoever wrote something that was not taken finds it where they wrote it, with what happened above it.</summary>
    /// <param name="done">Source phrase for the next page.</param>
    public void Show(HttpContext http, NavigationManager nav, IStringLocalizer phrases, FieldErrors errors, string done, string next)
    {
        if (Outcome == StepOutcome.Invalid)
        {
            errors.Add($"Form.{char.ToUpperInvariant(Field[0])}{Field[1..]}", phrases[Message]);
            return;
        }

        if (Outcome == StepOutcome.Done)
        {
            FlashNote.Leave(http, phrases[done]);
            nav.NavigateTo(next);
            return;
        }

        var words = Outcome == StepOutcome.NotYours ? Phrase.Of("这一步要由别人来办") : Phrase.Of("情况变了，请看看现在到哪一步了");
        var sentence = Meanwhile?.Sentence(phrases, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime) ?? phrases[words];
        if (FlashNote.Written(http).Length > 0)
        {
            errors.Add("", sentence);
            return;
        }

        FlashNote.Refuse(http, sentence, Tone.Bad, phrases);
        nav.NavigateTo(next);
    }
}

internal static class Saving
{
    /// <summary>Saves and commits one step; whoever changed the same rows meanwhile was first.</summary>
    public static async Task<StepAnswer> FinishAsync(this AppDbContext db, Work work, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            await work.CommitAsync(ct);
            return StepAnswer.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return StepAnswer.NotNow;
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e))
        {
            return StepAnswer.NotNow;
        }
    }
}
