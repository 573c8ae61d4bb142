using Weiguang.Activities.Domain;
using Weiguang.Kernel.Text;
using Weiguang.Projects;
using Weiguang.Regions;
using Weiguang.Teams;

namespace Weiguang.Activities.Organising.Drafts;

/// <summary>In whose name an activity is organised: a team, or a station.</summary>
/// <param name="Home">Division of the team or station.</param>
internal sealed record Organiser(string Name, long Home, Guid? TeamId = null, Guid? StationId = null);

/// <summary>Turns checked drafts into activities: finds organiser and project among those the viewer may act for.</summary>
internal sealed class Drafting(AppDbContext db, TeamDirectory teams, StationDirectory stations, ProjectDirectory projects, RegionDirectory regions)
{
    /// <summary>In whose name the viewer may organise: the teams they lead; for staff the stations of their own division.</summary>
    public async Task<IReadOnlyList<Organiser>> ChoicesAsync(CancellationToken ct)
    {
        var led = (await teams.FindAsync(db.Viewer.TeamIds, ct)).Values.Where(t => t.IsActive).OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => new Organiser(t.Name, t.DivisionCode, t.Id));
        if (!db.Viewer.IsStaff)
        {
            return [.. led];
        }

        var own = await stations.InAsync(db.Viewer.From, db.Viewer.From + 1, ct);
        var serving = own.Count > 0 ? own : await stations.InAsync(db.Viewer.From, db.Viewer.To, ct);
        return [.. led, .. serving.Take(50).Select(s => new Organiser(s.Name, s.DivisionCode, StationId: s.Id))];
    }

    /// <summary>Null, with errors, when the viewer cannot organise in this name.</summary>
    public async Task<Organiser?> OrganiserAsync(ActivityDraft draft, DraftErrors errors, CancellationToken ct)
    {
        var organiser = draft.TeamId is { } team ? await TeamAsync(team, ct) : draft.StationId is { } station ? await StationAsync(station, ct) : null;
        errors.Need(organiser is not null, draft.StationId is null ? "teamId" : "stationId", Phrase.Of("请选由谁组织，只能选您带的队伍或您管的站点"));
        return organiser;
    }

    /// <summary>The project the draft names, once it is one under which this organiser may hold activities.</summary>
    public async Task<ProjectCard?> ProjectAsync(ActivityDraft draft, Guid? teamId, Guid? known, DraftErrors errors, CancellationToken ct)
    {
        var project = draft.ProjectId is { } id ? await projects.FindAsync(id, ct) : null;
        var fits = project is not null && (project.Id == known || (project.IsOpen && (teamId is null ? project.TeamId is null && Sees(project.DivisionCode) : project.TeamId == teamId)));
        errors.Need(draft.ProjectId is null || fits, "projectId", Phrase.Of("这个项目不能办活动：要先通过审核，还要是您这个队伍或站点的"));
        return fits ? project : null;
    }

    public async Task PlaceAsync(ActivityDraft draft, Guid? teamId, DraftErrors errors, CancellationToken ct)
    {
        if (draft.DivisionCode is { } code)
        {
            errors.Need(await regions.FindAsync(code, ct) is not null, "divisionCode", Phrase.Of("没有这个地方，请重新选"));
            errors.Need(teamId is not null || Sees(code), "divisionCode", Phrase.Of("站点的活动只能办在您管的地方"));
        }

        errors.Need(draft.Within is not { } within || await regions.FindAsync(within, ct) is not null, "within", Phrase.Of("没有这个地方，请重新选"));
    }

    public Activity New(ActivityDraft draft, Organiser organiser, Guid leadId, ProjectCard? project, DateTime now, Guid? seriesId = null, DateOnly? seriesDate = null)
    {
        var shifts = draft.Shifts.ToList();
        var activity = new Activity
        {
            Title = draft.Title!,
            Category = draft.Category!,
            DivisionCode = draft.DivisionCode!.Value,
            TeamId = organiser.TeamId,
            Organiser = organiser.Name,
            LeadId = leadId,
            SeriesId = seriesId,
            SeriesDate = seriesDate,
            OpensAt = now,
            ClosesAt = now,
            StartsAt = shifts.Min(s => s.StartsAt!.Value.UtcDateTime),
            EndsAt = shifts.Max(s => s.EndsAt!.Value.UtcDateTime),
            CreatedAt = now,
        };
        Writing.Write(activity, draft, project, organiser.Home, now);
        return activity;
    }

    private bool Sees(long division) => db.Viewer.All || db.Viewer.Covers(division);

    private async Task<Organiser?> TeamAsync(Guid id, CancellationToken ct) =>
        (db.Viewer.All || db.Viewer.TeamIds.Contains(id)) && await teams.FindAsync(id, ct) is { IsActive: true } team ? new(team.Name, team.DivisionCode, team.Id) : null;

    private async Task<Organiser?> StationAsync(Guid id, CancellationToken ct) =>
        await stations.FindAsync(id, ct) is { } station && Sees(station.DivisionCode) ? new(station.Name, station.DivisionCode, StationId: station.Id) : null;
}
