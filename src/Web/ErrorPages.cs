using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Ui;
using Weiguang.Web.Persistence;

namespace Weiguang.Web;

/// <summary>Errors of pages become a page in the reader's language; the API answers with problem details and is left alone.</summary>
public static class ErrorPages
{
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            if (IsApi(context.Request) && context.Features.Get<IStatusCodePagesFeature>() is { } statusPages)
            {
                statusPages.Enabled = false;
            }

            // The second run shows a page: a POST would look for its form there, which may be the very thing that cannot be read.
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
            {
                context.Request.Method = HttpMethods.Get;
                context.Request.ContentType = null;
                context.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
                context.Features.Set<IAntiforgeryValidationFeature>(null);
            }

            return next(context);
        });

        // An exception only sets the code: the page for it is the one for every other code.
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/api"), pages => pages.Use((context, next) => HandleAsync(context, next, app.Logger)));
    }

    /// <summary>
    /// A form without a good token is refused before anybody reads it: the framework would fail over it where an endpoint does not look. So is one that was shown to somebody else: it
    /// waits until they have signed in.
    /// </summary>
    public static void UseFormRefusals(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (FormOwner.IsAnothers(context))
        {
            context.Response.StatusCode = context.User.Identity is { IsAuthenticated: true } ? StatusCodes.Status409Conflict : StatusCodes.Status401Unauthorized;
            return;
        }

        if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } && !await IsOfBeforeAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await next(context);
    });

    /// <summary>
    /// A form that this browser was shown while nobody was signed in, or whose session had ended, is sent by one of our pages after the signing in: its token is as good as it was, only
    /// made for nobody. A form that comes back to whom it was shown, past somebody else who was signed in meanwhile, has a token made for that one, and its own mark.
    /// </summary>
    private static async Task<bool> IsOfBeforeAsync(HttpContext context)
    {
        if (!Origins.IsFromOurPage(context.Request))
        {
            return false;
        }

        var (user, refused, isTheirs) = (context.User, context.Features.Get<IAntiforgeryValidationFeature>(), FormOwner.IsTheirs(context));
        context.Features.Set<IAntiforgeryValidationFeature>(null); // Nobody may look at the form as long as it is refused.
        context.User = new ClaimsPrincipal(new ClaimsIdentity());
        var isValid = false;
        try
        {
            isValid = isTheirs || context.Request.HasFormContentType && await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
            return isValid;
        }
        finally
        {
            context.User = user;
            context.Features.Set(isValid ? new OfBefore() : refused);
        }
    }

    private sealed class OfBefore : IAntiforgeryValidationFeature
    {
        public bool IsValid => true;

        public Exception? Error => null;
    }

    private static async Task HandleAsync(HttpContext context, RequestDelegate next, ILogger log)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.Headers.CacheControl = "no-store";
            context.Response.StatusCode = CodeFor(e, context, log);
        }
    }

    private static int CodeFor(Exception e, HttpContext context, ILogger log)
    {
        if (context.RequestAborted.IsCancellationRequested || e is Microsoft.AspNetCore.Connections.ConnectionResetException)
        {
            return StatusCodes.Status499ClientClosedRequest;
        }

        if (e is BadHttpRequestException refused)
        {
            if (refused.StatusCode == StatusCodes.Status503ServiceUnavailable)
            {
                DatabaseFaults.AskToComeAgain(context);
            }

            return refused.StatusCode;
        }

        if (DatabaseFaults.BadInputOf(e) is { } bad)
        {
            return StartOver(bad, context) ? StatusCodes.Status302Found : StatusCodes.Status400BadRequest;
        }

        if (DatabaseFaults.IsAway(e))
        {
            DatabaseFaults.AskToComeAgain(context, e, log);
            return StatusCodes.Status503ServiceUnavailable;
        }

        log.LogError(e, "{Method} {Route} failed.", context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        return StatusCodes.Status500InternalServerError;
    }

    /// <summary>A list asked for by a place in it that is not ours is told so and shown from its beginning.</summary>
    private static bool StartOver(BadInputException bad, HttpContext context)
    {
        var request = context.Request;
        if (bad.Field != Cursor.Name || !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return false;
        }

        FlashNote.Leave(context, context.RequestServices.GetRequiredService<IStringLocalizer>()[bad.Phrase], Tone.Wait);
        var rest = request.Query.Where(q => !string.Equals(q.Key, Cursor.Name, StringComparison.OrdinalIgnoreCase));
        context.Response.Headers.Location = request.Path.ToUriComponent() + QueryString.Create(rest);
        return true;
    }

    private static bool IsApi(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/health") || request.Path.StartsWithSegments("/openapi");
}
