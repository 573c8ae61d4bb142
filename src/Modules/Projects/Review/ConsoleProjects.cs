using System.Linq.Expressions;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Text;
using Weiguang.People;
using Weiguang.Projects.Domain;
using Weiguang.Projects.Library;
using Weiguang.Regions;
using Weiguang.Teams;

namespace Weiguang.Projects.Review;

/// <summary>The projects of the viewer's range, those that moved last on top.</summary>
internal sealed class ConsoleProjects(AppDbContext db, RegionDirectory regions, TeamDirectory teams, IStringLocalizer phrases) : IListing<Project, ProjectLine>
{
    /// <summary>The tabs of the page.</summary>
    public static readonly (string Key, string Words, ProjectStatus[] States)[] Views =
    [
        ("going", Phrase.Of("在办的"), [ProjectStatus.PendingStart, ProjectStatus.Recruiting, ProjectStatus.Running, ProjectStatus.Paused]),
        ("ended", Phrase.Of("待评估"), [ProjectStatus.Ended]),
        ("all", Phrase.Of("全部"), Enum.GetValues<ProjectStatus>()),
    ];

    public string Title => Phrase.Of("志愿服务项目");

    public IReadOnlyList<ListColumn<ProjectLine>> Columns =>
    [
        new("title", Phrase.Of("项目名"), p => p.Title) { Href = p => ProjectLinks.Office(p.Id), Order = "title" },
        new("category", Phrase.Of("类别"), p => ServiceCategories.Name(p.Category)) { InFileAlone = true },
        new("team", Phrase.Of("谁来办"), p => p.Team),
        new("place", Phrase.Of("地方"), p => p.Place) { Order = "place" },
        new("level", Phrase.Of("级别"), p => phrases[p.Level.Words()].Value),
        new("status", Phrase.Of("状态"), p => phrases[p.Status.Words()].Value) { Tone = p => p.Status.Tone() },
        new("round", Phrase.Of("第几轮"), p => p.Round) { IsNumber = true, InFileAlone = true },
        new("since", Phrase.Of("到这一步的时间"), p => p.At) { Order = "since" },
    ];

    public IReadOnlyList<ListFilter<Project>> Filters =>
    [
        ListFilters.Text<Project>("q", Phrase.Of("项目名"), (projects, text) => projects.Where(p => p.Title.Contains(text))),
        ListFilters.Choice<Project>("view", Phrase.Of("状态"), [.. Views.Select(v => (v.Key, v.Words))], In) with { Standing = Views[0].Key, IsTab = true },
        ListFilters.Word<Project, LibraryLevel>("level", Phrase.Of("级别"), level => level.Words(), (projects, level) => projects.Where(p => p.Level == level)),
        ListFilters.Choice<Project>("category", Phrase.Of("类别"), [.. ServiceCategories.All.Select(c => (c.Code, c.Name))], (projects, code) => projects.Where(p => p.Category == code)),
        PlaceFilter.Of<Project>(regions, p => p.DivisionCode),
    ];

    public IReadOnlyList<ListOrder<Project>> Orders =>
        [ProjectList.Moved, new("title", Phrase.Of("项目名"), SortKey.Up((Project p) => p.Title)), new("place", Phrase.Of("地方"), SortKey.Up((Project p) => p.DivisionCode))];

    public int PageSize => ProjectList.PageSize;

    public Expression<Func<Project, Guid>> Id => p => p.Id;

    public Expression<Func<Project, ProjectLine>> Row => ProjectList.SinceMoved;

    public Task<IQueryable<Project>> ScopeAsync(CancellationToken ct) => Task.FromResult(db.Set<Project>().CoveredBy(db.Viewer, p => p.DivisionCode));

    public async Task<IReadOnlyList<ProjectLine>> CompleteAsync(IReadOnlyList<ProjectLine> rows, ListQuery query, CancellationToken ct)
    {
        var places = await regions.NamesAsync(rows.Select(p => p.DivisionCode), ct);
        var names = await teams.FindAsync(rows.Select(p => p.TeamId).OfType<Guid>(), ct);
        var adoptions = await db.AdoptionsAsync([.. rows.Select(p => p.Id)], ct);
        return [.. rows.Select(p => p with
        {
            Adoptions = adoptions.GetValueOrDefault(p.Id),
            Place = places.GetValueOrDefault(p.DivisionCode, ""),
            Team = p.TeamId is { } team ? names.GetValueOrDefault(team)?.Name ?? "" : places.GetValueOrDefault(p.DivisionCode, ""),
        })];
    }

    private static IQueryable<Project> In(IQueryable<Project> projects, string view)
    {
        var states = Views.First(v => v.Key == view).States;
        return projects.Where(p => states.Contains(p.Status));
    }
}
