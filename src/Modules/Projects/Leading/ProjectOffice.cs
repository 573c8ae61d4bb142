using Weiguang.Kernel.Time;
using Weiguang.Projects.Domain;
using Weiguang.Teams;

namespace Weiguang.Projects.Leading;

/// <summary>Founding, rewriting and adopting projects.</summary>
internal sealed class ProjectOffice(AppDbContext db, ProjectBook book, ProjectNews news, TeamDirectory teams, TimeProvider clock)
{
    /// <summary>Of them a project may exclude any.</summary>
    public const int MostSiblings = 50;

    /// <summary>For which teams this viewer may found projects.</summary>
    public async Task<IReadOnlyList<TeamCard>> OwnTeamsAsync(CancellationToken ct) =>
        [.. (await teams.FindAsync(db.Viewer.TeamIds, ct)).Values.Where(t => t.IsActive).OrderBy(t => t.Name, StringComparer.Ordinal)];

    /// <summary>Projects beside this one that the same people run: only among those can exclusion be declared.</summary>
    public Task<List<Project>> SiblingsAsync(Guid? teamId, long divisionCode, Guid? except, CancellationToken ct) =>
        db.Set<Project>().AsNoTracking()
            .Where(p => (teamId != null ? p.TeamId == teamId : p.TeamId == null && p.DivisionCode == divisionCode) && p.Id != except
                && p.Status != ProjectStatus.Void && p.Status != ProjectStatus.Disabled)
            .OrderByDescending(p => p.CreatedAt).Take(MostSiblings).ToListAsync(ct);

    /// <summary>A new draft; null when neither the team nor a division is the viewer's.</summary>
    public async Task<Guid?> FoundAsync(ProjectForm form, CancellationToken ct)
    {
        if (await PlaceAsync(form.TeamId, ct) is not { } division)
        {
            return null;
        }

        await using var work = await db.BeginWorkAsync(ct);
        var project = Project.Found(form.ToText(), form.Round.ToPlan(), form.TeamId, division, db.Viewer.PersonId, clock.Now());
        db.Add(project);
        await ExcludeAsync(project, form.ExclusiveWith ?? [], ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return project.Id;
    }

    public Task<StepAnswer> RewriteAsync(Guid id, ProjectForm form, CancellationToken ct, int? version = null) => book.RunAsync(id, ProjectAction.Rewrite, version ?? form.Version, async (project, actor) =>
    {
        if (!project.Rewrite(form.ToText(), form.Round.ToPlan(), actor.PersonId, clock.Now()))
        {
            return false;
        }

        await ExcludeAsync(project, form.ExclusiveWith ?? [], ct);
        return true;
    }, ct);

    /// <summary>Copies a library project as a draft of a team or of the viewer's division, with a link to where it came from.</summary>
    public async Task<(StepAnswer Answer, Guid Id)> AdoptAsync(Guid id, Guid? teamId, CancellationToken ct)
    {
        var source = await db.Set<Project>().AsNoTracking().Include(p => p.Rounds).SingleOrDefaultAsync(p => p.Id == id && p.PublishedAt != null, ct);
        if (source is null)
        {
            return (Voice.Project.Missing, default);
        }

        if (await PlaceAsync(teamId, ct) is not { } division || (teamId is not null && teamId == source.TeamId))
        {
            return (Voice.Project.NotYours, default);
        }

        await using var work = await db.BeginWorkAsync(ct);
        var text = new ProjectText(source.Title, source.Category, source.Goals, source.Description, source.For);
        var today = clock.Today();
        var plan = new RoundPlan(source.Current.Plan, today.AddDays(7), today.AddDays(21), today.AddDays(21 + source.Current.EndsOn.DayNumber - source.Current.RecruitTo.DayNumber));
        var copy = Project.Found(text, plan, teamId, division, db.Viewer.PersonId, clock.Now(), source.Id);
        db.Add(copy);
        await news.AdoptedAsync(source, copy, ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return (Voice.Project.Done, copy.Id);
    }

    private async Task<long?> PlaceAsync(Guid? teamId, CancellationToken ct)
    {
        if (teamId is { } id)
        {
            return db.Viewer.TeamIds.Contains(id) && await teams.FindAsync(id, ct) is { IsActive: true } team ? team.DivisionCode : null;
        }

        // The first code of a range is the division itself; 0 is the country, which runs no projects.
        return db.Viewer is { IsStaff: true, From: > 0 } ? db.Viewer.From : null;
    }

    private async Task ExcludeAsync(Project project, Guid[] others, CancellationToken ct)
    {
        var wanted = (await SiblingsAsync(project.TeamId, project.DivisionCode, project.Id, ct)).Select(p => p.Id).Intersect(others).ToHashSet();
        var gone = project.Exclusions.Where(e => !wanted.Contains(e.OtherId)).ToList();
        var goneIds = gone.ConvertAll(e => e.OtherId);
        db.RemoveRange(gone);
        db.RemoveRange(await db.Set<Exclusion>().IgnoreQueryFilters().Where(e => e.OtherId == project.Id && goneIds.Contains(e.ProjectId)).ToListAsync(ct));
        var added = wanted.Except(project.Exclusions.Select(e => e.OtherId)).ToList();
        foreach (var other in added)
        {
            db.Add(new Exclusion { ProjectId = project.Id, OtherId = other });
            db.Add(new Exclusion { ProjectId = other, OtherId = project.Id });
        }

        if (gone.Count + added.Count > 0)
        {
            db.Publish(new ExclusionsChanged([project.Id, .. goneIds, .. added]), clock);
        }
    }
}
