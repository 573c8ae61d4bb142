using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Channels.Sms;

namespace Weiguang.Channels;

/// <summary>The gateways by which words leave the house.</summary>
public sealed class ChannelsModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddSms(configuration);

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
