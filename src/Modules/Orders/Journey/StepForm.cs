using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;

namespace Weiguang.Orders;

/// <summary>How pages show what became of a step: a sentence on the next page, or messages at the fields of this one.</summary>
internal static class StepForm
{
    /// <param name="done">Source phrase for the next page.</param>
    /// <param name="with">Arguments of that phrase.</param>
    /// <param name="next">Where to go when it is done.</param>
    public static void Show(this OrderAnswer answer, HttpContext http, NavigationManager nav, IStringLocalizer phrases, FieldErrors errors, string done, string next, params object[] with)
    {
        if (answer.Outcome == OrderOutcome.Done)
        {
            FlashNote.Leave(http, phrases[done, with]);
            nav.NavigateTo(next);
            return;
        }

        if (answer.Outcome == OrderOutcome.Invalid)
        {
            foreach (var (field, messages) in answer.Errors)
            {
                errors.Add($"Form.{char.ToUpperInvariant(field[0])}{field[1..]}", phrases[messages[0]]);
            }

            return;
        }

        var why = answer.Why(phrases, http.RequestServices.GetRequiredService<TimeProvider>().Now());
        FlashNote.Refuse(http, why, Tone.Wait, phrases);
        nav.NavigateTo(next);
    }

    private static string Why(this OrderAnswer answer, IStringLocalizer phrases, DateTime now) => answer switch
    {
        { Outcome: OrderOutcome.NotYours } => phrases[Phrase.Of("这一步不归您办")],
        { Meanwhile: { } meanwhile } => $"{meanwhile.Sentence(phrases, now)}{phrases[answer.Advice ?? Phrase.Of("请看看现在的样子再办。")]}",
        { Advice: { } advice } => phrases[advice],
        _ => phrases[Phrase.Of("情况变了，请看看现在到哪一步了")],
    };
}
