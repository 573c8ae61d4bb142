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
using Weiguang.Projects.Clocks;
using Weiguang.Projects.Domain;
using Weiguang.Projects.Leading;
using Weiguang.Projects.Library;
using Weiguang.Projects.Review;
using Weiguang.Projects.Waiting;

namespace Weiguang.Projects;

public sealed class ProjectsModule : IModule
{
    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.KnowVerbs(typeof(ProjectVerbs)).KnowMessages(typeof(ProjectMessages)).KnowProblems(ProjectsProblems.All)
        .ReadSettings<ProjectSettings>(configuration, "Projects")
        .AddScoped<ProjectDirectory>().AddScoped<IFollowable, FollowedProjects>()
        .AddScoped<ProjectPast>()
        .AddScoped<Parties>()
        .AddScoped<ProjectBook>()
        .AddScoped<ProjectOffice>()
        .AddScoped<ProjectNews>()
        .AddList<ConsoleProjects, Project, ProjectLine, ConsoleProjectsPage>()
        .AddSingleton<ProjectPatrol>()
        .AddHostedService(provider => provider.GetRequiredService<ProjectPatrol>())
        .AddCaseKind<AuditCases>().AddCaseKind<RecommendationCases>()
        .AddSingleton(new MeLink(Phrase.Of("我的项目"), Phrase.Of("您带的队伍办的项目：筹备、送审、评估、再办一轮。"), "/projects/mine", 2, Role.TeamLeader))
        .KnowPermissions(Phrase.Of("志愿服务项目"), ProjectPermissions.All)
        .AddSingleton(new ConsoleLink(Phrase.Of("项目和活动"), Phrase.Of("志愿服务项目"), "/console/projects", 30, ProjectPermissions.Review, 'o'));

    public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapProjects();
}
