using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Weiguang.Regions.Divisions;

namespace Weiguang.Tests.Support;

/// <summary>
/// Makes an app that a case is done with as if it had just begun. The program keeps its truth in the database, so that is nearly all there is to renew; what it remembers besides is
/// forgotten here, and a new singleton that remembers something belongs here too. Patrols and the outbox go on: they find nothing of the case any more, as when another node was faster.
/// Whoever changes the app itself (settings, services, its store by other processes, data keys, its end) has it alone.
/// </summary>
internal static class AppRenewal
{
    private const string Kept = "of a case";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What an app needs to be renewed later.</summary>
    public static IServiceCollection AddRenewal(this IServiceCollection services) => services
        .AddSingleton<Underway>()
        .AddSingleton<IStartupFilter>(provider => provider.GetRequiredService<Underway>())
        .Configure<OutputCacheOptions>(options => options.AddBasePolicy(policy => policy.Tag(Kept), excludeDefaultPolicy: true));

    /// <summary>Hangs up on whoever still asks. False when somebody is answered all the same, or when the app ends.</summary>
    public static async Task<bool> QuietAsync(IServiceProvider services) =>
        await services.GetRequiredService<Underway>().EndAsync(Patience) && !services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    public static async Task ForgetAsync(IServiceProvider services)
    {
        ((MemoryCache)services.GetRequiredService<IMemoryCache>()).Clear();
        await services.GetRequiredService<IOutputCacheStore>().EvictByTagAsync(Kept, CancellationToken.None);
        services.GetRequiredService<DivisionCache>().Forget();
        await services.GetRequiredService<DivisionCache>().StartAsync(CancellationToken.None);
    }
}
