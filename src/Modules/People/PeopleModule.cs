using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Ui;
using Weiguang.People.Demo;
using Weiguang.People.Keys;
using Weiguang.People.Me;
using Weiguang.People.Roles;
using Weiguang.People.Sessions;
using Weiguang.People.SignIn;
using Weiguang.People.Sms;
using Weiguang.People.Throttling;

namespace Weiguang.People;

public sealed class PeopleModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<PersonDirectory>().AddScoped<RoleBook>().AddScoped<Visitor>();
        services.AddMemoryCache().AddScoped<SessionBook>().AddScoped<IPreferenceBook, PreferenceBook>();
        services.AddAuthentication(SessionScheme.Name).AddScheme<AuthenticationSchemeOptions, SessionScheme>(SessionScheme.Name, null);
        services.AddAuthorizationBuilder().AddRolePolicies();
        services.AddWebKeys();
        services.AddPasswords();
        services.AddSms(configuration);
        services.AddSingleton(configuration.GetSection("SignIn").Get<SignInSettings>() ?? new SignInSettings());
        services.AddSingleton<Trails>().AddScoped<Throttle>().AddScoped<CodeDesk>().AddScoped<PasswordDesk>().AddScoped<Door>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapAuthApi();
        routes.MapSignOut();
        routes.MapDemoApi();
        routes.MapMeApi();
    }
}
