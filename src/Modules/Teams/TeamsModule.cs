using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Access;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Messages;
using Weiguang.People;
using Weiguang.Teams.Console;
using Weiguang.Teams.Domain;
using Weiguang.Teams.Handover;
using Weiguang.Teams.Listing;
using Weiguang.Teams.Membership;
using Weiguang.Teams.Roster;
using Weiguang.Teams.Telling;

namespace Weiguang.Teams;

public sealed class TeamsModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.KnowVerbs(typeof(TeamVerbs)).KnowMessages(typeof(TeamMessages)).KnowProblems(TeamsProblems.All)
        .AddScoped<IAlbum, TeamAlbum>().AddScoped<TeamDirectory>().AddScoped<ITeamNames>(provider => provider.GetRequiredService<TeamDirectory>()).AddScoped<IFollowable, FollowedTeams>().AddScoped<MembershipBook>().AddScoped<RosterBook>().AddScoped<HandoverBook>().AddScoped<TeamOffice>().AddScoped<TeamBroadcasts>().AddList<TeamMembers, TeamMember, TeamMemberRow, TeamMembersPage>().AddList<ConsoleTeams, Team, ConsoleTeamRow, ConsoleTeamsPage>()
        .AddSingleton(new MeLink(Phrase.Of("我的队伍"), Phrase.Of("您在哪些队里；队长在这里找队员、发消息、交接。"), "/me/teams", 8, Role.Volunteer))
        .KnowPermissions(Phrase.Of("志愿服务队"), TeamPermissions.All)
        .AddSingleton(new ConsoleLink(Phrase.Of("人和队伍"), Phrase.Of("志愿服务队"), "/console/teams", 51, TeamPermissions.LookUp, 't'));

    public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapTeams();
}
