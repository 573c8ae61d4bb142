using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Orders.Accepting;
using Weiguang.Orders.Attending;
using Weiguang.Orders.Dispatching;
using Weiguang.Orders.Placing;
using Weiguang.Orders.Rating;
using Weiguang.Orders.Reading;

namespace Weiguang.Orders;

public sealed class OrdersModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection("Orders").Get<OrderRules>() ?? new OrderRules())
        .AddSingleton<ServiceCodes>()
        .AddScoped<OrderBook>()
        .AddScoped<OrderNews>()
        .AddScoped<OrderReader>()
        .AddScoped<OrderDesk>()
        .AddScoped<Candidates>()
        .AddScoped<Dispatcher>()
        .AddScoped<Attendant>()
        .AddScoped<Afterwards>()
        .AddAcceptDesk();

    public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapOrderApi();
}
