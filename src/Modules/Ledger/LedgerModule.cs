using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Ledger.Anchors;
using Weiguang.Ledger.Anchors.Stamps;
using Weiguang.Ledger.Verification;

namespace Weiguang.Ledger;

public sealed class LedgerModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<LedgerBook>().AddScoped<LedgerStatements>()
        .AddScoped<LedgerAudit>().AddScoped<ISourceAudit, ReversalAudit>()
        .AddScoped<AnchorBook>().AddScoped<AnchorReader>().AddScoped<AnchorFolder>().AddScoped<AnchorWishes>()
            .KnowSettings(AnchorFolder.Setting, $"{Witnesses.Section}:*", StampSettings.UrlSetting, StampSettings.CertificatesSetting, StampSettings.PolicySetting)
            .AddStamps(configuration).AddSingleton<AnchorPatrol>();

        // As the nightly job: not where jobs are left out.
        if (configuration.GetValue("Jobs", true))
        {
            services.AddHostedService(provider => provider.GetRequiredService<AnchorPatrol>());
        }
    }


    public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapAnchors();
}
