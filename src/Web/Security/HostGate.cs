using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using Weiguang.Kernel;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Web.Security;

/// <summary>
/// Answers only to its own names: the public address, those of <c>AllowedHosts</c> (separated by semicolons, <c>*.example.cn</c> for all below), and loopback in
/// Development. It stands behind the trusted proxies, so it judges the name they forwarded too. Health is asked by address and says nothing about the site.
/// </summary>
internal sealed class HostGate(PublicAddress site, IConfiguration configuration, IHostEnvironment environment)
{
    public const string Setting = "AllowedHosts";
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    private readonly List<StringSegment> _names =
    [
        site.Host,
        .. Names(configuration).Select(name => new StringSegment(name)),
        .. (environment.IsDevelopment() ? Loopback : []).Select(name => new StringSegment(name)),
    ];

    /// <exception cref="SetupException">Every name would be let in.</exception>
    public static string[] Names(IConfiguration configuration)
    {
        var names = (configuration[Setting] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Contains("*") ? throw new SetupException($"{Setting} cannot be '*': name the hosts this site is asked by, with semicolons between.") { ExitCode = 2 } : names;
    }

    public bool Knows(HttpRequest request) =>
        request.Path.StartsWithSegments("/health") || (request.Host.HasValue && HostString.MatchesAny(request.Host.Host, _names));

    public Task RefuseAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            return new Problem(StatusCodes.Status400BadRequest, "unknown-host", Phrase.Of("这里没有这个网站，请打开 {0}"), site.Of("/")).ExecuteAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        var phrases = context.RequestServices.GetRequiredService<IStringLocalizer>();
        return context.Response.WriteAsync(phrases[Phrase.Of("这里没有这个网站，请打开 {0}"), site.Of("/")]);
    }
}

internal static class HostGateServices
{
    public static IServiceCollection AddHostGate(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment) => services
        .AddSingleton(provider => PublicAddresses.Find(configuration, environment, provider.GetRequiredService<IServer>()))
        .AddSingleton<HostGate>()
        // The host's own filter would know the setting alone; the gate decides.
        .Configure<HostFilteringOptions>(options => options.AllowedHosts = ["*"]);

    public static void UseHostGate(this WebApplication app) => app.Use((context, next) =>
    {
        var gate = context.RequestServices.GetRequiredService<HostGate>();
        if (!gate.Knows(context.Request))
        {
            return gate.RefuseAsync(context);
        }

        context.Response.OnStarting(StayHere, context);
        return next(context);
    });

    private static Task StayHere(object state)
    {
        var context = (HttpContext)state;
        if (context.Response.Headers.Location is [{ } location])
        {
            context.Response.Headers.Location = Origins.Within(context.Request, location);
        }

        return Task.CompletedTask;
    }
}
