using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.Finding;
using Weiguang.Activities.Seats;

namespace Weiguang.Activities;

public sealed class ActivitiesModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Activities").Get<ActivityRules>() ?? new ActivityRules());
        services.AddSingleton<TermsBook>().AddScoped<Applicants>().AddScoped<SeatSpeaker>()
            .AddScoped<SeatBook>().AddScoped<WaitingLine>().AddScoped<SeatNews>()
            .AddSingleton<SeatPatrol>().AddHostedService(provider => provider.GetRequiredService<SeatPatrol>());
        services.AddScoped<ActivityFinder>().AddScoped<ListingBook>().AddSingleton<ListingPatrol>().AddHostedService(provider => provider.GetRequiredService<ListingPatrol>());
        SeatDesk.AddTo(services);
        CheckInDesk.AddTo(services);
        services.AddCheckInWays();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapSignupApi();
        routes.MapCheckInWays();
        routes.MapFinding();
    }
}
