using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Activities.Finding;
using Weiguang.Activities.Finding.Calendar;
using Weiguang.Activities.Mine;
using Weiguang.Activities.Organising;
using Weiguang.Activities.Page;
using Weiguang.Activities.Page.Entering;
using Weiguang.Activities.Photos;
using Weiguang.Activities.Roster;
using Weiguang.Activities.Roster.Broadcasts;
using Weiguang.Activities.Seats;
using Weiguang.Activities.Seats.Line;
using Weiguang.Activities.Serving;
using Weiguang.Cases;
using Weiguang.Eligibility;
using Weiguang.Hours;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Messages;
using Weiguang.People;

namespace Weiguang.Activities;

public sealed class ActivitiesModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.KnowVerbs(typeof(ActivityVerbs)).KnowMessages(typeof(ActivityMessages)).KnowProblems(ActivitiesProblems.All)
            .AddSingleton(new BarTab(Phrase.Of("活动"), "/activities", "activity", 2)).AddSingleton(new HelpLink(Phrase.Of("看看有什么活动"), "/activities", 1));
        services.AddSettings<ActivitySettings>(configuration, "Activities");
        services.AddSingleton<TermsBook>().AddScoped<Entry>().AddScoped<IPromiseSource, SeatPromises>().AddScoped<SeatSpeaker>()
            .AddScoped<SeatBook>().AddScoped<ConfirmCheck>().AddScoped<WaitingLine>().AddScoped<SeatNews>().AddScoped<Bundle>().AddScoped<InvitationBook>()
            .AddScoped<ActivityReader>().AddScoped<ConditionReader>().AddScoped<AgreementBook>().AddScoped<PageSteps>()
            .AddScoped<MySignups>().AddScoped<WhomToCall>().AddScoped<SeatsAhead>().AddScoped<IAhead>(provider => provider.GetRequiredService<SeatsAhead>()).AddScoped<MyWalkIns>().AddScoped<IAhead>(provider => provider.GetRequiredService<MyWalkIns>()).AddScoped<IAround, ActivitiesAround>()
            .AddScoped<IFollowable, KeptActivities>().AddSubscriber<ActivityOut, FollowersNews>("activities.tell-followers").AddSubscriber<FollowersDue, FollowersPages>("activities.tell-page-of-followers")
            .AddScoped<Reminders>().AddSingleton<ReminderPatrol>().AddHostedService(provider => provider.GetRequiredService<ReminderPatrol>()).AddScoped<RosterReader>().AddScoped<ActivityBroadcasts>().AddScoped<RosterSteps>()
            .AddSingleton(new AccessReason(RosterSteps.Contact, Phrase.Of("为这个活动打电话联系"), "/console/activities/{0}/plan", "/activities/{0}"))
            .AddSingleton(new AccessReason(WhomToCall.Look, Phrase.Of("为这个活动打电话找负责人"), "/console/activities/{0}/plan", "/activities/{0}"))
            .AddSingleton(new MeLink(Phrase.Of("我的活动"), Phrase.Of("报了哪些，什么时候去，候补到第几位。"), "/me/activities", 3))
            .AddSingleton<SeatPatrol>().AddHostedService(provider => provider.GetRequiredService<SeatPatrol>());
        services.AddScoped<IAlbum, ActivityAlbum>().AddCaseKind<ActivityPhotoCases>();
        services.AddScoped<ActivityFinder>().AddScoped<CalendarBook>().AddScoped<ListingBook>().AddSingleton<ListingPatrol>().AddHostedService(provider => provider.GetRequiredService<ListingPatrol>());
        services.AddOrganising();
        SeatDesk.AddTo(services);
        CheckInDesk.AddTo(services);
        services.AddCheckInWays();
        services.AddScoped<TermBook>().AddScoped<ShiftEngagements>().AddScoped<IEngagementSource>(provider => provider.GetRequiredService<ShiftEngagements>()).AddScoped<ShiftEnds>().AddScoped<IEngagementEnds>(provider => provider.GetRequiredService<ShiftEnds>());
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapSignupApi();
        routes.MapCheckInWays();
        routes.MapFinding();
        routes.MapPageApi();
        routes.MapMySignups();
        routes.MapRosterApi();
        routes.MapBroadcastApi();
        routes.MapCalendar();
        routes.MapOrganiserApi();
    }
}
