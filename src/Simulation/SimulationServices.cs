using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Simulation;

public static class SimulationServices
{
    public static IServiceCollection AddSimulation(this IServiceCollection services) => services.AddScoped<County>().AddScoped<Certifying>();
}
