using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;

namespace Weiguang.Projects.Leading;

/// <summary>How pages show what became of a step: a sentence on the next page.</summary>
internal static class Shown
{
    /// <param name="done">Source phrase.</param>
    /// <param name="instead">What happened meanwhile, for a step that was not possible.</param>
    public static void Show(this ProjectAnswer answer, HttpContext http, NavigationManager nav, IStringLocalizer phrases, string done, string next, string? instead = null)
    {
        if (answer == ProjectAnswer.Missing)
        {
            nav.NotFound();
            return;
        }

        var sentence = answer switch
        {
            ProjectAnswer.Done => done,
            ProjectAnswer.NotYours => Phrase.Of("这一步不归您办"),
            ProjectAnswer.Missing or ProjectAnswer.NotNow or ProjectAnswer.Moved => Phrase.Of("项目已经往前走了，请再看看。"),
        };
        if (answer == ProjectAnswer.Done)
        {
            FlashNote.Leave(http, phrases[sentence].Value);
        }
        else
        {
            FlashNote.Refuse(http, instead ?? phrases[sentence].Value, Tone.Bad, phrases);
        }

        nav.NavigateTo(next);
    }
}
