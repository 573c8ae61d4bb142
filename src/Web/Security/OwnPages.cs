using Weiguang.Kernel;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Web.Security;

/// <summary>
/// Who calls the API by the cookie of the pages must be one of our pages: browsers send the cookie along for sibling sites and other ports too. A browser names
/// the sender of whatever may change something, and a page cannot lie about it. Programs carry a token, which no page sends by itself.
/// </summary>
internal static class OwnPages
{
    public static void UseOwnPages(this WebApplication app) => app.Use((context, next) =>
        Needs(context) && !Origins.IsFromOurPage(context.Request)
            ? new Problem(StatusCodes.Status403Forbidden, "foreign-page", Phrase.Of("这个请求不是从本站的页面发出的")).ExecuteAsync(context)
            : next(context));

    private static bool Needs(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") && context.User.Identity?.IsAuthenticated == true && !IsHarmless(context.Request.Method)
        && !context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    private static bool IsHarmless(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
