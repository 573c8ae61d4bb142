using Microsoft.AspNetCore.Diagnostics;

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

            // The second run shows a page: a POST would look for its form there.
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
            {
                context.Request.Method = HttpMethods.Get;
            }

            return next(context);
        });

        // An exception only sets the code: the page for it is the one for every other code.
        app.UseWhen(context => !IsApi(context.Request), pages => pages.UseExceptionHandler(error => error.Run(_ => Task.CompletedTask)));
    }

    private static bool IsApi(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/health") || request.Path.StartsWithSegments("/openapi");
}
