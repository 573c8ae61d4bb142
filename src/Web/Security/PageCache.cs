using System.Globalization;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;

namespace Weiguang.Web.Security;

/// <summary>
/// Keeps whole pages for visitors who have not signed in: <c>@attribute [OutputCache(PolicyName = "anonymous")]</c> on the page.
/// A page that sets a cookie (every page with a form does) is never kept.
/// </summary>
internal static class PageCache
{
    public const string Anonymous = "anonymous";

    /// <summary>One document for everybody, whatever is added to its address. Nobody waits for another who asked first: that one may go away, or read slowly.</summary>
    public const string Document = "document";

    public static IServiceCollection AddPageCache(this IServiceCollection services) => services.AddOutputCache(options =>
    {
        options.SizeLimit = 64 * 1024 * 1024;
        options.AddPolicy(Document, policy => policy.AddPolicy<ForEverybody>().Expire(TimeSpan.FromSeconds(60)), excludeDefaultPolicy: true);
        options.AddPolicy(Anonymous, policy => policy
            .With(context => context.HttpContext.User.Identity?.IsAuthenticated != true && !FlashNote.Waits(context.HttpContext))
            .Expire(TimeSpan.FromSeconds(60))
            .SetVaryByQuery("*")
            .VaryByValue(context => KeyValuePair.Create("looks", $"{CultureInfo.CurrentUICulture.Name} {Preferences.Of(context)} {DayTime.Today}")));
    });

    /// <summary>The framework's own policy keeps nothing for who is signed in or sends any Authorization.</summary>
    private sealed class ForEverybody : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var isRead = HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method);
            (context.EnableOutputCaching, context.AllowCacheLookup, context.AllowCacheStorage, context.AllowLocking) = (isRead, isRead, isRead, false);
            context.CacheVaryByRules.QueryKeys = StringValues.Empty;
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var response = context.HttpContext.Response;
            context.AllowCacheStorage &= response.StatusCode == StatusCodes.Status200OK && StringValues.IsNullOrEmpty(response.Headers.SetCookie);
            return ValueTask.CompletedTask;
        }
    }
}
