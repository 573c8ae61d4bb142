using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Backfill;
using Weiguang.Hours.Correcting;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Faces;
using Weiguang.Hours.IntoLedger;
using Weiguang.Hours.Proving;
using Weiguang.Hours.Publicity;
using Weiguang.Hours.Records;
using Weiguang.Hours.Records.Deciding;
using Weiguang.Hours.Rulebook;
using Weiguang.Hours.Said;
using Weiguang.Hours.Waiting;
using Weiguang.Kernel.Access;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Ledger;
using Weiguang.Messages;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Hours;

public sealed class HoursModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.KnowVerbs(typeof(HoursVerbs)).KnowMessages(typeof(HoursMessages)).KnowProblems(HoursProblems.All)
        .ReadSettings<HoursClocks>(configuration, "Hours")
        .AddScoped<Engagements>().AddScoped<FactsReader>().AddScoped<HoursFigures>().AddScoped<Bodies>().AddScoped<Unseen>().AddScoped<AskedAfter>().AddScoped<Asking>()
        .AddScoped(p => new HoursBook(
            p.GetRequiredService<AppDbContext>(), p.GetRequiredService<FactsReader>(), p.GetRequiredService<Bodies>(), p.GetRequiredService<Unseen>(), p.GetRequiredService<Asking>(), p.GetRequiredService<MessageBox>(), p.GetRequiredService<WorkCalendar>(), p.GetRequiredService<HoursClocks>(), p.GetRequiredService<TimeProvider>()))
        .AddScoped<AllEnds>().AddScoped<CheckOuts>().AddScoped<OpenQuestions>().AddScoped<RecordClocks>()
        .AddScoped<HoursPast>().AddScoped<RecordBook>().AddScoped<RecordReader>().AddScoped<Hands>().AddScoped<Matters>().AddScoped<InCharge>().AddScoped<Referees>().AddScoped<Seconds>().AddScoped<Urging>()
        .AddScoped<Corrections>()
        .AddScoped<Reversals>().AddScoped<ISourceAudit, RecordAudit>().AddScoped<CountOnce>().AddScoped<ISourceAudit, SpanAudit>()
        .AddScoped<BackfillQuota>().AddScoped<SaidPictures>().AddScoped<SaidMinutes>().AddScoped<BackfillBook>().AddScoped<BackfillReader>()
        .AddScoped<Objections>().AddScoped<PublicHours>()
        .AddScoped<AnomalySweep>().AddScoped<LateShares>().AddScoped<AnomalyHolds>().AddScoped<AnomalyBook>().AddScoped<AnomalyReader>().AddList<AnomalyList, AnomalyCase, AnomalyRow, AnomaliesPage>()
        .AddFaces()
        .AddHoursCases()
        .AddSingleton<HoursPatrol>().AddHostedService(provider => provider.GetRequiredService<HoursPatrol>())
        .AddSingleton(new MeLink(Phrase.Of("我的服务记录"), Phrase.Of("每次服务多长时间、怎么证明的；不对就申请更正。"), "/me/records", 1))
        .KnowPermissions(Phrase.Of("时长"), HoursPermissions.All)
        .AddSingleton(new ConsoleLink(Phrase.Of("时长"), Phrase.Of("异常核查"), "/console/anomalies", 40, HoursPermissions.JudgeAnomalies, 'y'))
        .AddSingleton(new ConsoleLink(Phrase.Of("时长"), Phrase.Of("时长规则"), "/console/hour-rules", 41, HoursPermissions.SetRules, 'u'))
        .AddSubscriber<HoursProven, ToLedger>("hours.to-ledger");

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapRecordApi();
        routes.MapRecordPhotos();
        routes.MapBackfillApi();
        routes.MapPublicityApi();
        routes.MapAnomalyApi();
        routes.MapRuleApi();
        routes.MapFaceApi();
    }
}
