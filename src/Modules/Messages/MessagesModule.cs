using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Messages.Inbox;

namespace Weiguang.Messages;

public sealed class MessagesModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<MessageKinds>()
        .AddScoped<MessageBox>()
        .AddScoped<Deliveries>().AddScoped<Muting>()
        .AddScoped<IUnread>(provider => provider.GetRequiredService<MessageBox>())
        .AddSingleton(new BarTab(Phrase.Of("消息"), MessageBox.Inbox, "message", 3));

    public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapInboxApi();
}
