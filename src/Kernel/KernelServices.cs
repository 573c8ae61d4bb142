using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Access;
using Weiguang.Kernel.Data;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Live;
using Weiguang.Kernel.Outbox;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Security;

namespace Weiguang.Kernel;

/// <summary>The kernel's own wiring, called once by the host.</summary>
public static class KernelServices
{
    /// <param name="masterKey">From configuration; the host decides what to do without one.</param>
    public static IServiceCollection AddKernel(this IServiceCollection services, Func<IServiceProvider, MasterKey> masterKey) => services
        .AddSingleton(masterKey)
        .AddTransient(typeof(Lazy<>), typeof(Late<>))
        .AddSingleton<DataKeys>()
        .AddHostedService(provider => provider.GetRequiredService<DataKeys>())
        .AddSingleton<Vault>()
        .AddSingleton(provider => new ColumnSeal(provider.GetRequiredService<Vault>))
        .AddScoped<AccessLog>()
        .AddScoped<Signatures>()
        .AddSingleton<Permissions>()
        .AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>()
        .AddScoped<IAuthorizationHandler, PermissionCheck>()
        .AddSingleton<Darkroom>()
        .AddScoped<PhotoIntake>()
        .AddSingleton<LiveFeed>()
        .AddSingleton<LiveStreams>()
        .AddSingleton<IInterceptor, AnnounceAfterCommit>()
        .AddSingleton<IInterceptor, LengthCheck>()
        .AddSingleton<IInterceptor>(SealedCheck.Only)
        .AddSingleton(provider => new Subscriptions(provider.GetServices<Subscription>()))
        .AddSingleton<OutboxPump>()
        .AddHostedService(provider => provider.GetRequiredService<OutboxPump>());

    /// <summary>Middleware that stands before authentication: what it does again begins with who asks.</summary>
    public static void UseKernelFirst(this IApplicationBuilder app) => app.UseRepeats();

    /// <summary>Middleware that stands after authentication and before the endpoints.</summary>
    public static void UseKernel(this IApplicationBuilder app)
    {
        app.UseIdempotency("/api/v1");
        app.UseTextDoor();
        app.UseSendOn();
        app.UseGoneForms();
        app.UseDrafts();
    }
}
