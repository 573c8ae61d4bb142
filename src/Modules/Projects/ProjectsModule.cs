using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Projects;

public sealed class ProjectsModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection("Projects").Get<ProjectRules>() ?? new ProjectRules())
        .AddScoped<ProjectDirectory>()
        .AddScoped<IProjectFigures, NoFigures>();

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
