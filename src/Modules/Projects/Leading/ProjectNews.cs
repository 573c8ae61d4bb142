using Weiguang.Kernel.Text;
using Weiguang.Messages;
using Weiguang.People;
using Weiguang.Projects.Domain;
using Weiguang.Regions;
using Weiguang.Teams;

namespace Weiguang.Projects.Leading;

/// <summary>Tells everybody concerned about a step, in its transaction. Nobody is told what they did themselves.</summary>
internal sealed class ProjectNews(AppDbContext db, MessageBox messages, TeamDirectory teams, RoleBook roles, RegionDirectory regions)
{
    public async Task TellAsync(Project project, ProjectAction action, string words, CancellationToken ct)
    {
        if (action == ProjectAction.Submit)
        {
            var county = DivisionCodes.Above(project.DivisionCode, 3);
            Put([.. await AtAsync(Role.Station, project.DivisionCode, ct), .. await AtAsync(Role.Coordinator, county, ct)], project, Phrase.Of("项目“{0}”等您审核。"));
        }
        else if (Phrases(action) is { } phrase)
        {
            Put([await RunnerAsync(project, ct)], project, phrase, words);
        }
    }

    public async Task AskAsync(Project project, Recommendation asked, CancellationToken ct) =>
        Put(await AtAsync(Role.Coordinator, asked.DivisionCode, ct), project, Phrase.Of("项目“{0}”推荐进您的项目库，请看一看。"));

    public async Task AnsweredAsync(Project project, Recommendation answer, CancellationToken ct) => Put(
        [answer.AskedBy, await RunnerAsync(project, ct)], project,
        answer.State == RecommendationState.Accepted ? Phrase.Of("项目“{0}”进了上一级项目库。意见：{1}") : Phrase.Of("项目“{0}”这次没有进上一级项目库。意见：{1}"), answer.Opinion);

    public async Task AdoptedAsync(Project source, Project copy, CancellationToken ct) =>
        Put([await RunnerAsync(source, ct)], source, Phrase.Of("项目“{0}”被{1}引进了。"), await regions.AddressAsync(copy.DivisionCode, ct));

    private static string? Phrases(ProjectAction action) => action switch
    {
        ProjectAction.Approve => Phrase.Of("项目“{0}”审核通过了。"),
        ProjectAction.Decline => Phrase.Of("项目“{0}”退回来了，请改一改。意见：{1}"),
        ProjectAction.Recruit => Phrase.Of("项目“{0}”开始招募了。"),
        ProjectAction.Start => Phrase.Of("项目“{0}”招募结束，开始实施。"),
        ProjectAction.End => Phrase.Of("项目“{0}”实施结束，请写评估。"),
        ProjectAction.Close => Phrase.Of("项目“{0}”做了评估，结项了。"),
        ProjectAction.Lapse => Phrase.Of("项目“{0}”到期没有评估，系统结项了。评估还可以补写。"),
        ProjectAction.Pause => Phrase.Of("项目“{0}”暂停招募。{1}"),
        ProjectAction.Resume => Phrase.Of("项目“{0}”恢复招募。"),
        ProjectAction.Disable => Phrase.Of("项目“{0}”被停用。原因：{1}"),
        _ => null,
    };

    private async Task<Guid> RunnerAsync(Project project, CancellationToken ct) =>
        project.TeamId is { } team ? (await teams.FindAsync(team, ct))?.LeaderId ?? project.AuthorId : project.AuthorId;

    private Task<List<Guid>> AtAsync(Role role, long division, CancellationToken ct) => roles.HoldersAsync(role, division, division + 1, ct);

    private void Put(IEnumerable<Guid> to, Project project, string phrase, string words = "")
    {
        foreach (var person in to.Distinct().Where(id => id != db.Viewer.PersonId))
        {
            messages.Put(person, phrase, $"/project/{project.Id}", project.Title, words);
        }
    }
}
