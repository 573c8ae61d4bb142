using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Cases;
using Weiguang.Kernel.Access;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Messages;
using Weiguang.People;
using Weiguang.Regions;
using Weiguang.Recognition.Anchoring;
using Weiguang.Recognition.Certificates;
using Weiguang.Recognition.Certificates.Print;
using Weiguang.Recognition.Certificates.Verify;
using Weiguang.Recognition.Domain;
using Weiguang.Recognition.Hours;
using Weiguang.Recognition.Stars;
using Weiguang.Recognition.Stars.Deciding;
using Weiguang.Recognition.Waiting;

namespace Weiguang.Recognition;

public sealed class RecognitionModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.KnowVerbs(typeof(RecognitionVerbs)).KnowMessages(typeof(StarMessages)).KnowProblems(RecognitionProblems.All)
        .AddSingleton(new MeLink(Phrase.Of("服务时长"), Phrase.Of("做了几个小时，每一笔都在这里。"), RecognitionLinks.Hours, 6, Role.Volunteer)).AddSingleton(new RuleLink(Phrase.Of("星级要多少小时，在星级规则里改"), RecognitionLinks.StarRules, RecognitionPermissions.SetStarRules, 1))
        .AddScoped<StarBook>().AddScoped<IStars>(provider => provider.GetRequiredService<StarBook>())
        .AddScoped<StarNews>().AddScoped<StarPast>().AddScoped<StarSteps>().AddScoped<StarObjections>().AddScoped<StarReader>().AddList<StarQueue, StarCase, StarLine, StarQueuePage>().AddScoped<StarFiles>().AddScoped<StarSweep>()
        .AddSingleton<StarPatrol>().AddHostedService(provider => provider.GetRequiredService<StarPatrol>())
        .AddCaseKind<CertifyCases>().AddCaseKind<DoubtCases>().AddCaseKind<ReviewCases>().AddCaseKind<StarRuleCases>()
        .KnowPermissions(Phrase.Of("星级和证明"), RecognitionPermissions.All)
        .AddSingleton(new ConsoleLink(Phrase.Of("人和队伍"), Phrase.Of("星级认定"), "/console/stars", 52, RecognitionPermissions.CertifyStars, 'r'))
        .AddScoped<HoursBook>().AddScoped<CertificateIssuer>().AddScoped<CertificateBook>().AddSingleton<GuessLimit>().AddSingleton<CertificateFonts>().KnowSettings("Certificates:Fonts")
        .AddSingleton(new ConsoleLink(Phrase.Of("人和队伍"), Phrase.Of("服务证明"), "/console/certificates", 53, RecognitionPermissions.RevokeCertificates, 'z'))
        .AddSingleton(new ConsoleLink(Phrase.Of("人和队伍"), Phrase.Of("账本的封条"), "/console/anchors", 56, RecognitionPermissions.Anchor, 'e'))
        .AddSingleton(new MeLink(Phrase.Of("服务证明"), Phrase.Of("自己开，当场就有，不收钱。"), "/me/certificates", 7, Role.Volunteer));

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapHours();
        routes.MapStars();
        routes.MapCertificates();
        routes.MapAnchoring();
    }
}
