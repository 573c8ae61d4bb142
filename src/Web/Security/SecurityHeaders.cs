using Microsoft.AspNetCore.HttpOverrides;
using Weiguang.Kernel;
using Weiguang.Kernel.Http;
using IPNetwork = System.Net.IPNetwork;

namespace Weiguang.Web.Security;

/// <summary>Tells browsers what our pages never do, so that an injected script or a foreign frame gets nothing.</summary>
internal static class SecurityHeaders
{
    /// <summary>No inline script anywhere; inline style attributes carry numbers of bars and charts. Maps draw in a worker made from a blob.</summary>
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var camera = context.GetEndpoint()?.Metadata.GetMetadata<UsesCameraAttribute>() is null ? "()" : "(self)";
        context.Response.OnStarting(() => WriteAsync(context, camera));
        context.Response.OnStarting(KeepToOneself, context);
        return next(context);
    });

    // At the last moment: an answer that is thrown away for the page of an error takes its headers with it.
    private static Task WriteAsync(HttpContext context, string camera)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = $"camera={camera}, geolocation=(self), microphone=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        if (context.RequestServices.GetRequiredService<PublicAddress>().IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        return Task.CompletedTask;
    }

    /// <summary>A cookie of a site that readers reach by https is never sent in clear, also when the proxy that speaks https for us is not one we believe.</summary>
    public static void UseSafeCookies(this WebApplication app) => app.UseWhen(
        context => context.RequestServices.GetRequiredService<PublicAddress>().IsHttps,
        site => site.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always }));

    /// <summary>What somebody signed in was shown is theirs: no cache between keeps it, and nobody finds it by the back button after they left.</summary>
    private static Task KeepToOneself(object state)
    {
        var context = (HttpContext)state;
        if (context.User.Identity?.IsAuthenticated == true && context.Response.Headers.CacheControl.Count == 0)
        {
            context.Response.Headers.CacheControl = "private, no-store";
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Believes X-Forwarded-* only from the proxies named in <c>ForwardedHeaders:Proxies</c> (addresses or networks, separated by commas):
    /// anybody else could pretend to be anybody.
    /// </summary>
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var proxies = (configuration["ForwardedHeaders:Proxies"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Network).ToList();
        return services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = proxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.All;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            proxies.ForEach(options.KnownIPNetworks.Add);
        });
    }

    private static IPNetwork Network(string proxy) =>
        IPNetwork.TryParse(proxy.Contains('/') ? proxy : proxy.Contains(':') ? $"{proxy}/128" : $"{proxy}/32", out var network)
            ? network
            : throw new SetupException($"ForwardedHeaders:Proxies cannot be '{proxy}': addresses or networks such as 10.0.0.0/8, with commas between.") { ExitCode = 2 };
}
