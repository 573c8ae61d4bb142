using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Cases.Inbox;
using Weiguang.Kernel.Access;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;

namespace Weiguang.Cases;

/// <summary>What people decide about others: who may, by when, and one inbox for all of it.</summary>
public sealed class CasesModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services
        .AddScoped<Referee>().AddScoped<Deciders>().AddScoped<CaseInbox>()
        .KnowPermissions(Phrase.Of("等人来定的"), CasePermissions.All)
        .AddScoped<IWaiting, CasesWaiting>()
        .AddSingleton(new ConsoleLink(Phrase.Of("待办"), Phrase.Of("等人来定的"), CaseLinks.Inbox, 10, CasePermissions.See, 'h'));

    public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapCaseApi();
}
