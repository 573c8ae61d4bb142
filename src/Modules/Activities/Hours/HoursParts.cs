using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Anomalies;
using Weiguang.Activities.Backfill;
using Weiguang.Activities.Publicity;
using Weiguang.Activities.Records;
using Weiguang.Activities.Rulebook;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Ledger;
using Weiguang.People;

namespace Weiguang.Activities.Hours;

/// <summary>The wiring of hours, records, backfill, publicity and anomalies.</summary>
internal static class HoursParts
{
    public static void AddTo(IServiceCollection services, IConfiguration configuration) => services
        .ReadSettings<HoursClocks>(configuration, "Activities:Hours")
        .AddScoped<CheckOuts>().AddScoped<ShiftEnds>().AddScoped<OpenQuestions>().AddScoped<RecordClocks>().AddScoped<AnomalySweep>()
        .AddScoped<HoursPast>().AddScoped<RecordBook>().AddScoped<Corrections>().AddScoped<Referees>().AddScoped<Reversals>().AddScoped<RecordReader>()
        .AddScoped<BackfillDesk>().AddScoped<BackfillQuota>().AddScoped<BackfillReader>()
        .AddScoped<Objections>().AddScoped<PublicHours>().AddScoped<AnomalyDesk>().AddScoped<AnomalyReader>()
        .AddScoped<ILedgerCheck, RecordAudit>()
        .AddSingleton<HoursPatrol>().AddHostedService(provider => provider.GetRequiredService<HoursPatrol>())
        .AddSingleton(new MeLink(Phrase.Of("我的服务记录"), Phrase.Of("每次服务多长时间、怎么证明的；不对就申请更正。"), "/me/records"))
        .AddSingleton(new ConsoleLink(Phrase.Of("时长"), Phrase.Of("时长审核"), "/console/hours", Policies.Staff, 'h'))
        .AddSingleton(new ConsoleLink(Phrase.Of("时长"), Phrase.Of("异常核查"), "/console/anomalies", Policies.Staff, 'y'))
        .AddScoped<RuleBook>()
        .AddSingleton(new ConsoleLink(Phrase.Of("时长"), Phrase.Of("时长规则"), "/console/hour-rules", Policies.Coordinator, 'u'))
        .AddOutboxHandler<HoursProven, ToLedger>();

    public static void MapHours(this IEndpointRouteBuilder routes)
    {
        routes.MapRecordApi();
        routes.MapBackfillApi();
        routes.MapPublicityApi();
        routes.MapAnomalyApi();
        routes.MapRuleApi();
    }
}
