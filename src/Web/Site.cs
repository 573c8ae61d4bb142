using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.People;
using Weiguang.Simulation;
using Weiguang.Web.Api;
using Weiguang.Web.Health;
using Weiguang.Web.Jobs;
using Weiguang.Web.Lists;
using Weiguang.Web.Pages.Design;
using Weiguang.Web.Persistence;
using Weiguang.Web.Security;
using Weiguang.Web.Telemetry;
using Weiguang.Web.Verbs;

namespace Weiguang.Web;

/// <summary>The web app put together: services first, then the way of a request through the middleware, in this order.</summary>
internal static class Site
{
    /// <summary>Six photos of 8 MB and the words around them.</summary>
    private const long UploadLimit = 50 * 1024 * 1024;

    /// <param name="change">What is other than usual, such as the clock of a product that is played.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? change = null)
    {
        // Sending a reader on is not an exception: thrown while a tree is half made, it left a tree that was rendered without end.
        AppContext.SetSwitch("Microsoft.AspNetCore.Components.Endpoints.NavigationManager.DisableThrowNavigationException", true);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot(args) });
        builder.WebHost.UseStaticWebAssets(); // Also outside Development, when run from the build's output.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false"; // Its catch-all route answers 405 to every unknown address of the API.
        if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls("http://localhost:5080");
        }

        CheckEnvironment(builder.Environment);
        var logs = builder.AddLogs();
        AddServices(builder);
        change?.Invoke(builder.Services);
        SettingNames.Check(args, builder.Services, builder.Configuration);
        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(logs.Begin);
        UseMiddleware(app);
        MapEndpoints(app);
        return app;
    }

    /// <exception cref="SetupException">A name that means nothing here would silently be taken for neither.</exception>
    private static void CheckEnvironment(IHostEnvironment environment)
    {
        if (!environment.IsDevelopment() && !environment.IsProduction())
        {
            throw SettingNames.Mistyped($"The environment cannot be '{environment.EnvironmentName}': it is Development or Production.");
        }
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddDatabase(builder.Configuration);
        services.AddKernel(_ => MasterKeys.Find(builder.Configuration, builder.Environment));
        services.AddUi().AddDesignMenu(isOpen: DemoMark.MaySignIn(builder.Configuration, builder.Environment)).AddRazorComponents(options => options.MaxFormMappingRecursionDepth = 10); // A form of posts with seats for each time is six deep.
        services.AddSimulation();
        services.AddSingleton<ProblemCatalog>().AddSingleton<DiskRoom>().AddScoped<RolesNeeded>();
        services.AddApiJson().AddApiDescription().AddPageCache().AddTrustedProxies(builder.Configuration).AddHostGate(builder.Configuration, builder.Environment);
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true; // Antiforgery tokens are masked anew in each answer, so lengths tell nothing (BREACH); the mark of a form's owner is none.
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "image/svg+xml"];
        });
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Drain.Patience).AddHostedService<Drain>();
        services.Configure<KestrelServerOptions>(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = UploadLimit;
        });
        services.Configure<FormOptions>(forms => forms.MultipartBodyLengthLimit = UploadLimit);
        OtlpExport.AddTo(services, builder.Configuration, builder.Environment);
        services.AddSchedule(builder.Configuration);
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
        app.UseTurns();
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseSafeCookies();
        app.UseResponseCompression();
        app.UseRequestLocalization(Phrases.Languages);
        app.UseReadersDay();
        app.UseHostGate();
        app.UseErrorPages();
        app.UseApiErrors();
        app.UseKernelFirst();
        app.UseAuthentication();
        app.UseOwnPages();
        app.UseAuthorization();
        app.UseOutputCache();
        app.UseKernel();
        app.UseAntiforgery();
        app.UseFormRefusals();
        app.UseFormOnce();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapStaticAssets();
        var routes = app.MapGroup("");
        ((IEndpointConventionBuilder)routes).Finally(AnswerHead);
        routes.MapHealth();
        routes.MapOpenApi("/openapi/{documentName}.json").CacheOutput(PageCache.Document);
        routes.MapPreferences();
        routes.MapHeldPhotos();
        routes.MapAlbumPictures();
        routes.MapConsoleHome();
        foreach (var module in Modules.All)
        {
            module.MapEndpoints(routes);
        }

        routes.MapPacedLists();
        app.MapRazorComponents<App>().AddAdditionalAssemblies([.. Modules.Assemblies]).Add(AnswerHead);
    }

    /// <summary>Whoever only asks whether something is there (monitors, calendars, link previews) is answered like a reader; the server leaves out the body.</summary>
    private static void AnswerHead(EndpointBuilder endpoint)
    {
        var methods = endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault()?.HttpMethods ?? [];
        if (methods.Contains(HttpMethods.Get) && !methods.Contains(HttpMethods.Head) && endpoint.Metadata.OfType<NoHead>().FirstOrDefault() is null)
        {
            endpoint.Metadata.Add(new HttpMethodMetadata([.. methods, HttpMethods.Head]));
        }
    }

    /// <summary>Where appsettings.json lies: the folder one stands in, or the program's own.</summary>
    private static string? ContentRoot(string[] args) =>
        args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)) || File.Exists("appsettings.json") ? null : AppContext.BaseDirectory;
}
