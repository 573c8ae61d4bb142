using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Access;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Messages;
using Weiguang.People.Albums;
using Weiguang.People.Cards;
using Weiguang.People.Demo;
using Weiguang.People.Domain;
using Weiguang.People.Keys;
using Weiguang.People.Me;
using Weiguang.People.Office;
using Weiguang.People.Profile;
using Weiguang.People.Roles;
using Weiguang.People.Sessions;
using Weiguang.People.SignIn;
using Weiguang.People.SignIn.Passwords;
using Weiguang.People.Telling;
using Weiguang.People.Throttling;
using Weiguang.Regions;

namespace Weiguang.People;

public sealed class PeopleModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.KnowProblems(PeopleProblems.All).KnowMessages(typeof(PeopleMessages)).AddSingleton(new BarTab(Phrase.Of("我的"), PeopleLinks.Me, "me", 4));
        services.AddScoped<RolePermissions>().AddScoped<Exclusions>().AddScoped<OwnOffice>().AddScoped<PermissionBook>().AddScoped<PersonDirectory>().AddScoped<RoleBook>().AddScoped<Visitor>().AddScoped<Witness>().AddScoped<FollowBook>().AddScoped<BroadcastBook>().AddSingleton(new MeLink(Phrase.Of("关注和收藏"), Phrase.Of("关注的队伍和项目，收藏的活动。"), PeopleLinks.Following, 14));
        services.AddMemoryCache().AddScoped<SessionBook>().AddScoped<IPreferenceBook, PreferenceBook>();
        Presences.AddTo(services);
        Throttle.AddTo(services);
        services.AddAuthentication(SessionScheme.Name).AddScheme<AuthenticationSchemeOptions, SessionScheme>(SessionScheme.Name, null);
        services.AddAuthorizationBuilder().AddRolePolicies();
        services.AddWebKeys();
        services.AddPasswords();
        services.AddSettings<SignInSettings>(configuration, "SignIn");
        services.AddScoped<CardKeys>().AddScoped<SignedCards>();
        services.AddScoped<DemoDoor>().AddScoped<DemoEnd>().AddScoped<Appointment>();
        services.AddSingleton<Trails>().AddScoped<SignInCodes>().AddScoped<PasswordBook>().AddScoped<Door>();
        services.AddSingleton(new PaceSettings(configuration.GetSection("Pace"))).KnowSettings("Pace:Factor", "Pace:StaffFactor");
        services.AddScoped(p => new Pace(p.GetRequiredService<Viewer>(), p.GetRequiredService<Vault>(), p.GetRequiredService<Throttle>(), p.GetRequiredService<PaceSettings>(), p.GetRequiredService<Lazy<PhotoIntake>>(), p.GetRequiredService<Lazy<AppDbContext>>(), p.GetRequiredService<IStringLocalizer>()));
        services.AddScoped<VolunteerBook>().AddScoped<ProfileBook>().AddScoped<VolunteerImport>();
        services.AddList<PeopleList, Person, PersonRow, PeoplePage>().AddList<AccessLogList, AccessEntry, AccessRow, AccessLogPage>().AddList<ExportLogList, ExportEntry, ExportRow, ExportLogPage>().KnowVerbs(typeof(ExportVerbs)).KnowVerbs(typeof(AlbumVerbs));
        services.AddList<BroadcastList, Broadcast, BroadcastRow, BroadcastsPage>();
        foreach (var reason in AccessLogList.OfficeReasons)
        {
            services.AddSingleton(reason);
        }

        services.AddScoped<Appointments>().AddScoped<IAppointments>(provider => provider.GetRequiredService<Appointments>()).AddScoped<RolePlaces>().AddScoped<IOnDuty, OnDutyReader>();
        services.AddSingleton(new AlbumOffice(AlbumLinks.Desk));
        services.AddSingleton(new WholeData(PeoplePermissions.TakeWhole));
        services.KnowPermissions(Phrase.Of("人员"), PeoplePermissions.All);
        services.AddSingleton(new ConsoleLink(Phrase.Of("人和队伍"), Phrase.Of("人员"), "/console/people", 50, PeoplePermissions.LookUp, 'p'));
        services.AddSingleton(new ConsoleLink(Phrase.Of("人和队伍"), Phrase.Of("谁看过谁的资料"), "/console/access-log", 54, PeoplePermissions.ReadAccessLog, 'l'));
        services.AddSingleton(new ConsoleLink(Phrase.Of("人和队伍"), Phrase.Of("群发过的消息"), "/console/broadcasts", 57, PeoplePermissions.ReadBroadcasts, 'b'));
        services.AddSingleton(new ConsoleLink(Phrase.Of("人和队伍"), Phrase.Of("谁能做什么"), "/console/permissions", 55, PeoplePermissions.SetPermissions, 'w'));
        services.AddSingleton<Sweep>().AddHostedService(provider => provider.GetRequiredService<Sweep>());
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapAuthApi();
        routes.MapSignOut();
        routes.MapDemoApi();
        routes.MapMeApi();
        routes.MapCardApi();
        routes.MapPermissionApi();
        routes.MapAlbums();
    }
}
