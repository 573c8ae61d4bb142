using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Ledger.Anchors;
using Weiguang.Ledger.Verification;

namespace Weiguang.Ledger;

public sealed class LedgerModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddScoped<LedgerBook>().AddScoped<LedgerStatements>()
        .AddScoped<LedgerAudit>().AddScoped<ISourceAudit, ReversalAudit>()
        .AddScoped<AnchorBook>().AddScoped<AnchorReader>().AddScoped<AnchorFolder>().KnowSettings(AnchorFolder.Setting, $"{Witnesses.Section}:*");

    public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapAnchors();
}
