using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Desk;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Activities.Organising.Form;
using Weiguang.Activities.Organising.Recurring;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Waiting;
using Weiguang.Cases;
using Weiguang.Kernel.Access;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.People;
using Weiguang.Projects;

namespace Weiguang.Activities.Organising;

internal static class OrganisingServices
{
    public static IServiceCollection AddOrganising(this IServiceCollection services) => services
        .AddScoped<Drafting>().AddScoped<ShiftPlan>().AddScoped<ActivityNews>().AddScoped<ActivityPast>().AddScoped<ApprovedText>().AddScoped<ActivityBook>().AddScoped<ActivityEdit>()
        .AddScoped<SeriesBook>().AddScoped<SeriesSteps>().AddScoped<EvaluationBook>().AddScoped<OrganisedReader>().AddScoped<OrganiserTurn>().AddScoped<ActivityFormBook>().AddScoped<TakenSeats>().AddScoped<HabitReader>().AddScoped<FormBeginning>().AddScoped<Differences>().AddScoped<DeskReading>()
        .AddList<ConsoleActivities, Activity, ConsoleActivityRow, ConsoleActivitiesPage>()
        .AddScoped<IProjectFigures, Figures>()
        .AddSubscriber<ExclusionsChanged, FollowExclusions>("activities.follow-exclusions")
        .AddSingleton<ActivityPatrol>().AddHostedService(provider => provider.GetRequiredService<ActivityPatrol>())
        .KnowPermissions(Phrase.Of("活动"), ActivityPermissions.All)
        .AddSingleton(new ConsoleLink(Phrase.Of("项目和活动"), Phrase.Of("组织活动"), "/console/activities", 31, Policies.SignedIn, 'a'))
        .AddCaseKind<ReviewCases>()
        .AddSingleton(new MeLink(Phrase.Of("组织活动"), Phrase.Of("发布活动、安排班次、看报名"), "/console/activities", 4, Role.TeamLeader));
}
