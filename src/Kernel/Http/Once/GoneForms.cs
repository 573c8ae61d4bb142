using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;

namespace Weiguang.Kernel.Http;

/// <summary>
/// Whoever presses a button that a colleague's step has taken off the page in the meantime is shown the page as it is now, with a word about it.
/// The renderer itself would answer 400: it finds no form of that name any more.
/// </summary>
internal static class GoneForms
{
    private const string Handler = "_handler";

    public static void UseGoneForms(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType)
        {
            context.Response.OnStarting(() => ShowAsItIsAsync(context));
        }

        return next(context);
    });

    private static Task ShowAsItIsAsync(HttpContext context)
    {
        var isGone = context.Response.StatusCode == StatusCodes.Status400BadRequest
            && context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true }
            && context.Features.Get<Microsoft.AspNetCore.Http.Features.IFormFeature>()?.Form is { } form && form.ContainsKey(Handler);
        if (isGone)
        {
            var phrases = context.RequestServices.GetRequiredService<IStringLocalizer>();
            FlashNote.Refuse(context, phrases[Phrase.Of("您打开以后，这里有人动过了，或者这一步不再由您来办。请看看现在的样子再办。")], Tone.Wait, phrases);
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = context.Request.Path + context.Request.QueryString;
        }

        return Task.CompletedTask;
    }
}
