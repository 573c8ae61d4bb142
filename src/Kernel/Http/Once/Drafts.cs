using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Weiguang.Kernel.Ui;

namespace Weiguang.Kernel.Http;

/// <summary>
/// What somebody has half written stays with their browser (<c>draft.js</c>) under a name that the form brings along. Once the form has been taken the browser is told the name and forgets
/// it; what came back with messages, was refused or never arrived stays. The name begins with the mark of who wrote it (<see cref="FormOwner"/>), so that who leaves a shared device leaves nothing there.
/// </summary>
public static partial class Drafts
{
    internal const string Field = "_draft";
    internal const string Cookie = "wg-taken";

    /// <summary>Stands behind what reads the form and what looks after forms that are gone.</summary>
    internal static void UseDrafts(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType)
        {
            context.Response.OnStarting(() => TellTakenAsync(context));
        }

        return next(context);
    });

    /// <summary>For who leaves: nothing that they wrote on this device waits for whoever takes it next. Called while they are still known.</summary>
    public static void ForgetAll(HttpContext http)
    {
        if (FormOwner.Of(http) is { Length: > 0 } owner)
        {
            Tell(http, $"{owner}.");
        }
    }

    private static Task TellTakenAsync(HttpContext http)
    {
        var isTaken = http.Response.StatusCode is >= 300 and < 400 && !FlashNote.IsRefused(http);
        if (isTaken && http.Features.Get<Microsoft.AspNetCore.Http.Features.IFormFeature>()?.Form?[Field].ToString() is { } name && Name().IsMatch(name))
        {
            Tell(http, name);
        }

        return Task.CompletedTask;
    }

    // Read by a script of ours on the next page.
    private static void Tell(HttpContext http, string names) =>
        http.Response.Cookies.Append(Cookie, names, new() { Path = "/", IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromMinutes(30) });

    [GeneratedRegex(@"^[A-Za-z0-9_-]{0,22}\.[a-z0-9]{7}\z")]
    private static partial Regex Name();
}
