using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Simulation;
using Weiguang.Web.Persistence;

namespace Weiguang.Web;

/// <summary>The web app put together: services first, then the way of a request through the middleware, in this order.</summary>
internal static class Site
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot(args) });
        builder.WebHost.UseStaticWebAssets(); // Also outside Development, when run from the build's output.
        if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls("http://localhost:5080");
        }

        AddServices(builder);
        var app = builder.Build();
        UseMiddleware(app);
        MapEndpoints(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddDatabase(builder.Configuration);
        services.AddKernel(_ => MasterKeys.Find(builder.Configuration, builder.Environment));
        services.AddUi().AddRazorComponents();
        services.AddResponseCompression(options => options.EnableForHttps = true);
        services.AddSimulation();
        services.AddAuthentication();
        services.AddAuthorization();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<IStringLocalizer>(Phrases.Load([typeof(Phrases).Assembly, .. Modules.Assemblies, typeof(Program).Assembly]));
        foreach (var module in Modules.All)
        {
            module.AddServices(services, builder.Configuration);
        }
    }

    private static void UseMiddleware(WebApplication app)
    {
        app.UseResponseCompression();
        app.UseRequestLocalization(Phrases.Languages);
        app.UseErrorPages();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseKernel();
        app.UseAntiforgery();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapStaticAssets();
        app.MapPreferences();
        foreach (var module in Modules.All)
        {
            module.MapEndpoints(app);
        }

        app.MapRazorComponents<App>().AddAdditionalAssemblies([.. Modules.Assemblies]);
    }

    /// <summary>Where appsettings.json lies: the folder one stands in, or the program's own.</summary>
    private static string? ContentRoot(string[] args) =>
        args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)) || File.Exists("appsettings.json") ? null : AppContext.BaseDirectory;
}
