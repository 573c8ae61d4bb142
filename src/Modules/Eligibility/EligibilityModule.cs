using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Eligibility;

/// <summary>Who may take part, and what they have promised already: asked by whatever people are needed for.</summary>
public sealed class EligibilityModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddScoped<Applicants>().AddScoped<Calendars>();

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
