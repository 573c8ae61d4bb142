using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Cases.Inbox;
using Weiguang.Cases.Photos;
using Weiguang.Kernel.Access;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Messages;
using Weiguang.People;

namespace Weiguang.Cases;

/// <summary>What people decide about others: who may, by when, and one inbox for all of it.</summary>
public sealed class CasesModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.KnowVerbs(typeof(CaseVerbs)).KnowMessages(typeof(CaseMessages)).KnowProblems([.. PhotoVoice.Report.Notes])
        .AddScoped<PhotoReportBook>().AddCaseKind<PhotoReportCases>().AddSingleton(new PhotoReports((album, owner) => $"{AlbumLinks.Of(album, owner)}/report"))
        .AddScoped<Referee>().AddScoped<Deciders>().AddScoped<CaseInbox>()
        .KnowPermissions(Phrase.Of("等人来定的"), CasePermissions.All)
        .AddScoped<IWaiting, CasesWaiting>()
        .AddSingleton(new ConsoleLink(Phrase.Of("待办"), Phrase.Of("等人来定的"), CaseLinks.Inbox, 10, CasePermissions.See, 'h'));

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapCaseApi();
        routes.MapPhotoReports();
    }
}
