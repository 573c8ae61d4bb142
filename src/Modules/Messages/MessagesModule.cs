using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Messages.Inbox;

namespace Weiguang.Messages;

public sealed class MessagesModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddScoped<MessageBox>();

    public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapInboxApi();
}
