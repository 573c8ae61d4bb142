using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Ledger.Anchors.Stamps;

internal static class StampServices
{
    private static readonly TimeSpan Hurry = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddStamps(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpClient(StampBook.Client, client => (client.Timeout, client.MaxResponseContentBufferSize) = (Hurry, LedgerStamp.Largest));
        return services.AddSingleton(new StampSettings(configuration)).AddScoped<StampBook>();
    }
}
