using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Tests.Support;

/// <summary>Adds endpoints to an app under test, behind all of its middleware: <c>TestApp.StartAsync(database, Probe.With(routes => …))</c>.</summary>
internal sealed class Probe(Action<IEndpointRouteBuilder> map) : IStartupFilter
{
    public static Action<IServiceCollection> With(Action<IEndpointRouteBuilder> map) => services => services.AddSingleton<IStartupFilter>(new Probe(map));

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        app.UseRouting().UseEndpoints(map);
    };
}
