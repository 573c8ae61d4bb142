using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.CheckIn.Kiosks.Held;
using Weiguang.Activities.CheckIn.Kiosks.Logs;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Activities.CheckIn.WalkIns;

namespace Weiguang.Activities.CheckIn;

/// <summary>The ways of checking in, put together.</summary>
internal static class CheckInServices
{
    public static IServiceCollection AddCheckInWays(this IServiceCollection services) => services
        .AddSingleton<RotatingCodes>().AddSingleton<DoorNumbers>().AddSingleton<DoorWatch>().AddScoped<DoorBook>().AddSingleton<ScanTickets>()
        .AddScoped<CheckInTermsBook>().AddScoped<SelfCheckIn>().AddScoped<SoonLeaving>()
        .AddScoped<Roster>().AddScoped<StaffCheckIn>().AddScoped<WalkInBook>().AddScoped<GuestBook>()
        .AddScoped<KioskBook>().AddScoped<KioskLogs>().AddScoped<KioskIntake>().AddScoped<HeldCards>().AddScoped<HeldScans>().AddScoped<Disputes>();

    public static void MapCheckInWays(this IEndpointRouteBuilder routes)
    {
        routes.MapCheckInApi();
        routes.MapDoorApi();
        routes.MapWalkInApi();
        routes.MapKioskApi();
        routes.MapHeldApi();
    }
}
