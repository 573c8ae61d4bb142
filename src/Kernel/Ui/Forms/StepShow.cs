using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Kernel.Ui;

/// <summary>The one way in which pages show what became of a step: a sentence on the next page, or messages at the fields of this one.</summary>
public static class StepShow
{
    /// <param name="done">Source phrase for the next page.</param>
    /// <param name="next">Where to go when it is done, or is not possible any more.</param>
    /// <param name="with">Arguments of <paramref name="done"/>.</param>
    /// <param name="staysOpen">The page shows the form also when the step is not possible any more: whoever wrote something finds it there, with what happened above it.</param>
    /// <returns>Whether this page is shown although the step was refused: what it has read before is old then, and it reads anew.</returns>
    public static bool Show(
        this StepAnswer answer, HttpContext http, NavigationManager nav, IStringLocalizer phrases, FieldErrors errors, string done, string next, object[]? with = null, bool staysOpen = false)
    {
        switch (answer.Outcome)
        {
            case StepOutcome.Done:
                FlashNote.Leave(http, phrases[done, with ?? []]);
                nav.NavigateTo(next);
                return false;
            case StepOutcome.Invalid:
                errors.Add(answer, phrases, "Form.");
                return false;
            case StepOutcome.Missing or StepOutcome.NotYours or StepOutcome.NotNow or StepOutcome.Moved or StepOutcome.Refused when staysOpen && FlashNote.Written(http).Length > 0:
                errors.Add("", FlashNote.WithWords(http, answer.Why(http, phrases), phrases));
                return true;
            case StepOutcome.Missing or StepOutcome.NotYours or StepOutcome.NotNow or StepOutcome.Moved or StepOutcome.Refused:
                FlashNote.Refuse(http, answer.Why(http, phrases), Tone.Wait, phrases);
                nav.NavigateTo(next);
                return false;
        }

        return false;
    }

    /// <summary>Why a step was not taken, what happened meanwhile, and what to do instead, in the reader's language.</summary>
    public static string Why(this StepAnswer answer, HttpContext http, IStringLocalizer phrases) => answer switch
    {
        { Sentence: { } sentence } => sentence,
        { Outcome: StepOutcome.NotYours } => phrases[answer.Title],
        { Meanwhile: { } meanwhile } =>
            $"{meanwhile.Sentence(phrases, http.RequestServices.GetRequiredService<TimeProvider>().Now())}{phrases[answer.Advice ?? Phrase.Of("请看看现在的样子再办。")]}",
        { Advice: { } advice } => phrases[advice],
        { Title.Length: > 0 } => phrases[answer.Title],
        _ => phrases[Phrase.Of("情况变了，请看看现在到哪一步了")],
    };

    /// <summary>Puts the messages of an answer where the form has its fields: <c>posts[0].name</c> is at <c>Form.Posts[0].Name</c>.</summary>
    /// <param name="before">What the names of the form's fields begin with.</param>
    public static void Add(this FieldErrors errors, StepAnswer answer, IStringLocalizer phrases, string before)
    {
        foreach (var (field, messages) in answer.Errors)
        {
            errors.Add(field.Length == 0 ? "" : before + string.Join('.', field.Split('.').Select(part => char.ToUpperInvariant(part[0]) + part[1..])), phrases[messages[0]]);
        }
    }
}
