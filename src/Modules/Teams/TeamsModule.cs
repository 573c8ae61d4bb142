using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Teams;

public sealed class TeamsModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddScoped<TeamDirectory>();

    public void MapEndpoints(IEndpointRouteBuilder routes) { }
}
