using FsCheck;
using FsCheck.Fluent;
using Weiguang.Projects;
using Weiguang.Projects.Domain;

namespace Weiguang.Tests.Projects;

public class ProjectFlowTests
{
    /// <summary>project_transition.tsv; backfilled records are no projects here.</summary>
    [Theory]
    [InlineData(ProjectStatus.Draft, ProjectStatus.PendingAudit)]
    [InlineData(ProjectStatus.PendingAudit, ProjectStatus.PendingStart)]
    [InlineData(ProjectStatus.PendingAudit, ProjectStatus.Draft)]
    [InlineData(ProjectStatus.PendingStart, ProjectStatus.Recruiting)]
    [InlineData(ProjectStatus.Recruiting, ProjectStatus.Running)]
    [InlineData(ProjectStatus.Running, ProjectStatus.Ended)]
    [InlineData(ProjectStatus.Ended, ProjectStatus.ClosedManual)]
    [InlineData(ProjectStatus.Ended, ProjectStatus.ClosedAuto)]
    [InlineData(ProjectStatus.Recruiting, ProjectStatus.Paused)]
    [InlineData(ProjectStatus.Paused, ProjectStatus.Recruiting)]
    [InlineData(ProjectStatus.Running, ProjectStatus.Disabled)]
    [InlineData(ProjectStatus.Draft, ProjectStatus.Void)]
    public void Every_transition_of_the_dictionary_exists(ProjectStatus from, ProjectStatus to) =>
        Assert.Contains(ProjectFlow.Table.Steps, s => s.From == from && s.To == to);

    [Fact]
    public void Beside_the_dictionary_there_is_only_the_way_to_the_next_round() =>
        Assert.Equal([ProjectAction.Renew], ProjectFlow.Table.Steps.Where(s => s.From is ProjectStatus.ClosedManual or ProjectStatus.ClosedAuto).Select(s => s.Action).Distinct());

    [Fact]
    public void Nothing_leaves_an_end_and_everything_else_has_a_way_on()
    {
        ProjectStatus[] ends = [ProjectStatus.Disabled, ProjectStatus.Void];
        Assert.All(Enum.GetValues<ProjectStatus>(), status => Assert.Equal(ends.Contains(status), ProjectFlow.Table.Steps.All(s => s.From != status)));
    }

    [Fact]
    public void Whatever_anybody_tries_the_story_has_no_gap_and_every_earlier_round_was_evaluated() =>
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 9999)).ToArbitrary(), tries =>
        {
            var now = new DateTime(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc);
            var project = Project.Found(ProjectArrangements.Text, Plan(now), null, TestPeople.Village, Guid.Empty, now);
            foreach (var roll in tries)
            {
                Try(project, roll, now = now.AddHours(1));
            }

            var story = project.Story.OrderBy(s => s.Sequence).ToList();
            Assert.Equal(story.Select((_, i) => i + 1), story.Select(s => s.Sequence));
            ProjectAction[] notes = [ProjectAction.Rewrite, ProjectAction.Recommend, ProjectAction.Answer, ProjectAction.Complete]; // Told, but they lead nowhere.
            Assert.All(story.Zip(story.Skip(1)).Where(pair => notes.Contains(pair.Second.Action)), pair => Assert.Equal(pair.First.To, pair.Second.To));
            Assert.All(story.Zip(story.Skip(1)).Where(pair => !notes.Contains(pair.Second.Action)), pair => Assert.Contains(ProjectFlow.Table.Steps, s => s.From == pair.First.To && s.To == pair.Second.To && s.Action == pair.Second.Action));
            Assert.Equal(project.Status, story[^1].To);
            Assert.Equal(Enumerable.Range(1, project.Round), project.Rounds.Select(r => r.Number));
            Assert.All(project.Rounds.Where(r => r.Number < project.Round), r => Assert.NotNull(r.EvaluatedAt));
            Assert.Equal(project.PublishedAt is not null, story.Exists(s => s.Action == ProjectAction.Approve));
            Assert.Equal(project.DueAt is not null, ProjectFlow.Table.Steps.Any(s => s.From == project.Status && s.By.HasFlag(ProjectParty.Clock)));
            Assert.True(project.Level == LibraryLevel.Village + project.Recommendations.Count(r => r.State == RecommendationState.Accepted));
        }).QuickCheckThrowOnFailure();

    private static RoundPlan Plan(DateTime now)
    {
        var today = DateOnly.FromDateTime(now);
        return new("试", today.AddDays(1), today.AddDays(2), today.AddDays(3));
    }

    // Biased towards what is possible, so that rounds come about at all.
    private static void Try(Project project, int roll, DateTime now)
    {
        var settings = new ProjectSettings();
        var possible = ProjectFlow.Table.Steps.Where(s => s.From == project.Status).ToList();
        var step = roll % 3 == 0 || possible.Count == 0 ? ProjectFlow.Table.Steps[roll / 3 % ProjectFlow.Table.Steps.Count] : possible[roll / 3 % possible.Count];
        var actor = new Actor(Guid.CreateVersion7(), Enum.GetValues<ProjectParty>().First(p => p != ProjectParty.None && step.By.HasFlag(p)));
        _ = step.Action switch
        {
            ProjectAction.Discard when roll % 5 > 0 => false,
            ProjectAction.Disable when roll % 5 > 0 => false,
            ProjectAction.Close => project.Evaluate(new(1, 2, 3), "好", "早点开始", actor, now, settings),
            ProjectAction.Renew => project.Renew(Plan(now), actor, now, settings) || project.Evaluate(RoundFigures.None, "补写", "按时写", actor, now, settings),
            _ => project.Take(step.Action, actor, now, settings),
        };
        if (roll % 7 == 0)
        {
            project.Recommend("值得学", actor.PersonId, now);
            project.AnswerRecommendation(roll % 2 == 0, "好", actor.PersonId, now);
        }
    }
}
