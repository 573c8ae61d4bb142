using System.Linq.Expressions;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Text;
using Weiguang.Regions.Domain;

namespace Weiguang.Regions.Stations.Desk;

/// <summary>A station in the console's list.</summary>
internal sealed record StationRow(Guid Id, string Name, StationKind Kind, long DivisionCode, string? Phone, string Hours, bool HasPosition)
{
    public string Place { get; init; } = "";
}

/// <summary>The stations that the viewer keeps, by division.</summary>
internal sealed class StationList(StationBook book, RegionDirectory regions, IStringLocalizer phrases) : IListing<Station, StationRow>
{
    /// <summary>What was asked for as a place is none.</summary>
    public bool IsNowhere { get; private set; }

    public string Title => Phrase.Of("站点");

    public IReadOnlyList<ListColumn<StationRow>> Columns =>
    [
        new("name", Phrase.Of("名称"), s => s.Name) { Href = s => $"/console/stations/{s.Id}", Order = "name" },
        new("kind", Phrase.Of("类型"), s => phrases[s.Kind.Name()].Value),
        new("place", Phrase.Of("地方"), s => s.Place) { Order = "place" },
        new("phone", Phrase.Of("电话"), s => s.Phone),
        new("hours", Phrase.Of("开放时间"), s => s.Hours),
        new("position", Phrase.Of("位置"), s => phrases[s.HasPosition ? Phrase.Of("有") : Phrase.Of("没有")].Value),
    ];

    public IReadOnlyList<ListFilter<Station>> Filters =>
    [
        ListFilters.Text<Station>("q", Phrase.Of("名称"), (stations, text) => stations.Where(s => s.Name.Contains(text))),
        ListFilters.Choice<Station>("kind", Phrase.Of("类型"), [.. Enum.GetValues<StationKind>().Select(k => (k.Code(), k.Name()))], OfKind),
        PlaceFilter.Of<Station>(regions, s => s.DivisionCode, nowhere: () => IsNowhere = true),
        ListFilters.Choice<Station>("state", Phrase.Of("状态"), [("open", Phrase.Of("开着的")), ("closed", Phrase.Of("已停用的"))], (stations, state) => stations.Where(s => s.Active == (state == "open"))) with { Standing = "open" },
    ];

    public IReadOnlyList<ListOrder<Station>> Orders =>
        [StationDirectory.ByPlace, new("name", Phrase.Of("名称"), SortKey.Up((Station s) => s.Name))];

    public Expression<Func<Station, Guid>> Id => s => s.Id;

    public Expression<Func<Station, StationRow>> Row => s => new StationRow(s.Id, s.Name, s.Kind, s.DivisionCode, s.Phone, s.Hours, s.Lat != null);

    public Task<IQueryable<Station>> ScopeAsync(CancellationToken ct) => Task.FromResult(book.Mine);

    public async Task<IReadOnlyList<StationRow>> CompleteAsync(IReadOnlyList<StationRow> rows, ListQuery query, CancellationToken ct)
    {
        var places = await regions.AddressesAsync(rows.Select(s => s.DivisionCode), ct);
        return [.. rows.Select(s => s with { Place = places[s.DivisionCode] })];
    }

    private static IQueryable<Station> OfKind(IQueryable<Station> stations, string code)
    {
        var kind = StationKinds.Parse(code);
        return stations.Where(s => s.Kind == kind);
    }
}
