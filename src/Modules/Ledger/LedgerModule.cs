using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Ledger;

public sealed class LedgerModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddScoped<LedgerBook>().AddScoped<LedgerStatements>();

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
