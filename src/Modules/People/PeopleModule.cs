using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.People.Roles;
using Weiguang.People.Sessions;

namespace Weiguang.People;

public sealed class PeopleModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<PersonDirectory>().AddScoped<RoleBook>().AddScoped<Visitor>();
        services.AddMemoryCache().AddScoped<SessionBook>();
        services.AddAuthentication(SessionScheme.Name).AddScheme<AuthenticationSchemeOptions, SessionScheme>(SessionScheme.Name, null);
        services.AddAuthorizationBuilder().AddRolePolicies();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) { }
}
