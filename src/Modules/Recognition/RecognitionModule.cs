using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Recognition;

public sealed class RecognitionModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddScoped<StarBook>();

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
