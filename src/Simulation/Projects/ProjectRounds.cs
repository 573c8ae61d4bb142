using Weiguang.Kernel.Time;
using Weiguang.Projects;
using Weiguang.Projects.Domain;
using Weiguang.Simulation.Activities;
using Weiguang.Simulation.Teams;
using Weiguang.Simulation.Words;

namespace Weiguang.Simulation.Projects;

/// <summary>The projects: of the demo's team one with a round behind it, taken into the county's library and adopted by another; others under way, one waiting for a yes.</summary>
internal sealed class ProjectRounds(World world, ProjectSettings settings, Chance chance)
{
    private const int DaysOfARound = 12;
    private readonly List<Project> _projects = [];
    private readonly Guid _coordinator = world.Players.Coordinator.Id;

    public IReadOnlyList<Project> Projects => _projects;

    public void Found()
    {
        var own = Run(world.Players.Team, ProjectIdea.Neighbours, BeginningOf(world.Players.Team));
        if (own is not null)
        {
            Praise(own, world.Players.Team);
            Turn(own, world.Players.Team.Leader.Id);
            Adopt(own);
        }

        foreach (var idea in ProjectIdea.OfTeams)
        {
            if (world.Bands.FirstOrDefault(b => b.Team.Kind == idea.Kind && b != world.Players.Team) is { } band && Run(band, idea, BeginningOf(band)) is { } project)
            {
                Tick(project, world.Now);
            }
        }
    }

    /// <summary>The project under which this team holds activities at that time, if one is open then.</summary>
    public Project? OpenOf(Guid? team, DateTime at) => team is null ? null : _projects.Find(p => p.TeamId == team
        && p.Story.LastOrDefault(s => s.At <= at)?.To is ProjectStatus.PendingStart or ProjectStatus.Recruiting or ProjectStatus.Running
        && p.PublishedAt <= at);

    /// <summary>What is written in the evaluation of a round is what was held in it.</summary>
    public void Count(IReadOnlyList<Gathering> gatherings)
    {
        foreach (var (project, round) in _projects.SelectMany(p => p.Rounds.Where(r => r.EvaluatedAt is not null).Select(r => (p, r))))
        {
            var held = gatherings.Where(g => g.Activity.ProjectId == project.Id && g.Activity.StartsAt >= round.RecruitsAt && g.Activity.StartsAt < round.EndsAt && g.Activity.EndsAt <= round.EvaluatedAt && g.Activity.Status != Weiguang.Activities.Domain.ActivityStatus.Cancelled).ToList();
            var people = held.SelectMany(g => g.Attendances).Select(a => a.VolunteerId).Distinct().Count();
            var minutes = held.SelectMany(g => g.Minutes).Sum();
            round.Evaluate(new(held.Count, people, minutes), round.Evaluation, round.ToImprove, round.EvaluatedBy!.Value, round.EvaluatedAt!.Value);
        }
    }

    private DateTime BeginningOf(Band band)
    {
        var oldest = world.Now.AddDays(-56);
        return band.Team.CreatedAt.AddHours(6) > oldest ? band.Team.CreatedAt.AddHours(6) : oldest.AddHours(chance.Between(0, 60));
    }

    /// <summary>Founded, handed in and approved by the coordinator; the clock moves it on.</summary>
    private Project? Run(Band band, ProjectIdea idea, DateTime at, Guid? origin = null)
    {
        if (at.AddDays(1) > world.Now)
        {
            return null;
        }

        var (first, leader) = (DateOnly.FromDateTime(at.ToShanghai()).AddDays(2), band.Leader.Id);
        var plan = new RoundPlan(idea.Plan, first, first.AddDays(3), origin is null && band == world.Players.Team ? Day(Middle(at)) : Day(world.Now.AddDays(chance.Between(40, 150))));
        var project = Project.Found(new(idea.Title, idea.Category, idea.Goals, idea.Description, idea.For), plan, band.Team.Id, band.Team.DivisionCode, leader, at, origin, chance.Id(at));
        _projects.Add(project);
        Take(project, ProjectAction.Submit, new(leader, ProjectParty.Runner), at.AddHours(2));
        Take(project, ProjectAction.Approve, new(_coordinator, ProjectParty.Reviewer), at.AddHours(20), "同意，注意安全");
        return project;
    }

    private void Praise(Project project, Band band)
    {
        var asked = project.PublishedAt!.Value.AddDays(1);
        if (asked.AddDays(1) > world.Now)
        {
            return;
        }

        Tick(project, asked);
        if (project.Recommend(ProjectIdea.Praise, band.Leader.Id, asked) is not null)
        {
            Tick(project, asked.AddHours(19));
            project.AnswerRecommendation(true, ProjectIdea.Opinion, _coordinator, asked.AddHours(19));
        }
    }

    /// <summary>The first round ends, is evaluated, and the next is planned and approved.</summary>
    private void Turn(Project project, Guid leader)
    {
        var (runner, ended) = (new Actor(leader, ProjectParty.Runner), project.Current.EndsAt);
        Tick(project, world.Now);
        var evaluated = ended.AddHours(10);
        if (project.Status != ProjectStatus.Ended || evaluated.AddHours(24) > world.Now || !project.Evaluate(RoundFigures.None, ProjectIdea.Evaluation, ProjectIdea.ToImprove, runner, evaluated, settings))
        {
            return;
        }

        var first = Day(evaluated).AddDays(2);
        Must(project.Renew(new(ProjectIdea.NextPlan, first, first.AddDays(20), first.AddDays(120)), runner, evaluated.AddHours(1), settings), project);
        Take(project, ProjectAction.Submit, runner, evaluated.AddHours(2));
        Take(project, ProjectAction.Approve, new(_coordinator, ProjectParty.Reviewer), evaluated.AddHours(6), "上一轮办得好，接着干");
        Tick(project, world.Now);
    }

    /// <summary>Another township does it too; a third has handed its own in and waits.</summary>
    private void Adopt(Project origin)
    {
        var others = world.Bands.Where(b => b != world.Players.Team && b.Team.Kind == "STD8" && b.Team.DivisionCode != world.Land.Code).Take(2).ToList();
        if (others.Count > 0 && Run(others[0], ProjectIdea.Neighbours, origin.PublishedAt!.Value.AddDays(3), origin.Id) is { } adopted)
        {
            Tick(adopted, world.Now);
        }

        if (others.Count > 1)
        {
            var (idea, at, leader) = (ProjectIdea.Neighbours, world.Now.AddHours(-30), others[1].Leader.Id);
            var first = Day(world.Now).AddDays(5);
            var project = Project.Found(
                new(idea.Title, idea.Category, idea.Goals, idea.Description, idea.For), new(idea.Plan, first, first.AddDays(10), first.AddDays(100)),
                others[1].Team.Id, others[1].Team.DivisionCode, leader, at, origin.Id, chance.Id(at));
            _projects.Add(project);
            Take(project, ProjectAction.Submit, new(leader, ProjectParty.Runner), at.AddHours(1));
        }
    }

    private void Tick(Project project, DateTime until)
    {
        while (project.DueAt is { } due && due <= until && ProjectFlow.Table.Steps.FirstOrDefault(s => s.From == project.Status && s.By.HasFlag(ProjectParty.Clock)) is { } step)
        {
            Take(project, step.Action, Actor.Clock, due > project.StatusAt ? due : project.StatusAt);
        }
    }

    private void Take(Project project, ProjectAction action, Actor actor, DateTime at, string words = "") => Must(project.Take(action, actor, at, settings, words), project);

    private static void Must(bool taken, Project project) =>
        _ = taken ? true : throw new InvalidOperationException($"The step was not possible in state {project.Status} of project {project.Id}.");

    private DateTime Middle(DateTime at) => world.Now - at < TimeSpan.FromDays(DaysOfARound) ? world.Now.AddDays(30) : at + ((world.Now - at) * 0.6);

    private static DateOnly Day(DateTime at) => DateOnly.FromDateTime(at.ToShanghai());
}
