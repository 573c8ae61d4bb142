using System.Linq.Expressions;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Ui;
using Weiguang.Regions;
using Weiguang.Teams.Domain;
using Weiguang.Teams.Listing;

namespace Weiguang.Teams.Console;

/// <summary>A team in the console's list.</summary>
internal sealed record ConsoleTeamRow(Guid Id, string Name, string Kind, long DivisionCode, int Members, TeamState State, DateTime CreatedAt)
{
    public string Place { get; init; } = "";
}

/// <summary>The teams of the viewer's range, newest first.</summary>
internal sealed class ConsoleTeams(AppDbContext db, RegionDirectory regions, IStringLocalizer phrases) : IListing<Team, ConsoleTeamRow>
{
    private static readonly (string Value, TeamState State)[] States = [("active", TeamState.Active), ("paused", TeamState.Paused), ("dissolved", TeamState.Dissolved)];

    public string Title => Phrase.Of("志愿服务队");

    public IReadOnlyList<ListColumn<ConsoleTeamRow>> Columns =>
    [
        new("name", Phrase.Of("队名"), t => t.Name) { Href = t => $"/team/{t.Id}", Order = "name" },
        new("kind", Phrase.Of("类别"), t => TeamKinds.Name(t.Kind)),
        new("place", Phrase.Of("地方"), t => t.Place) { Order = "place" },
        new("members", Phrase.Of("人数"), t => t.Members) { Order = "members" },
        new("state", Phrase.Of("状态"), t => phrases[TeamWords.Of(t.State)].Value) { Tone = t => t.State == TeamState.Active ? Tone.Good : Tone.Plain },
        new("created", Phrase.Of("建队时间"), t => t.CreatedAt) { Order = "created", InFileAlone = true },
    ];

    public IReadOnlyList<ListFilter<Team>> Filters =>
    [
        ListFilters.Text<Team>("q", Phrase.Of("队名"), (teams, text) => teams.Where(t => t.Name.Contains(text))),
        ListFilters.Choice<Team>("kind", Phrase.Of("类别"), [.. TeamKinds.All.Select(k => (k.Code, k.Name))], (teams, kind) => teams.Where(t => t.Kind == kind)),
        ListFilters.Choice<Team>("state", Phrase.Of("状态"), [.. States.Select(s => (s.Value, TeamWords.Of(s.State)))], In),
    ];

    public IReadOnlyList<ListOrder<Team>> Orders =>
    [
        TeamList.Newest, new("name", Phrase.Of("队名"), SortKey.Up((Team t) => t.Name)),
        new("place", Phrase.Of("地方"), SortKey.Up((Team t) => t.DivisionCode)), new("members", Phrase.Of("人数"), SortKey.Down((Team t) => t.Members)),
    ];

    public Expression<Func<Team, Guid>> Id => t => t.Id;

    public Expression<Func<Team, ConsoleTeamRow>> Row => t => new ConsoleTeamRow(t.Id, t.Name, t.Kind, t.DivisionCode, t.Members, t.State, t.CreatedAt);

    public Task<IQueryable<Team>> ScopeAsync(CancellationToken ct) => Task.FromResult(db.Set<Team>().OverseenBy(db.Viewer));

    public async Task<IReadOnlyList<ConsoleTeamRow>> CompleteAsync(IReadOnlyList<ConsoleTeamRow> rows, ListQuery query, CancellationToken ct)
    {
        var names = await regions.NamesAsync(rows.Select(t => t.DivisionCode), ct);
        return [.. rows.Select(t => t with { Place = names.GetValueOrDefault(t.DivisionCode, "") })];
    }

    private static IQueryable<Team> In(IQueryable<Team> teams, string word)
    {
        var state = States.First(s => s.Value == word).State;
        return teams.Where(t => t.State == state);
    }
}
