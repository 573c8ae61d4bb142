using Weiguang.Kernel.Time;
using System.Linq.Expressions;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Ledger;
using Weiguang.People;
using Weiguang.Recognition.Domain;
using Weiguang.Regions;

namespace Weiguang.Recognition.Stars.Deciding;

/// <summary>The stars of the certifier's range, those that have stood longest first.</summary>
internal sealed class StarQueue(StarSteps steps, PersonDirectory people, RegionDirectory regions, IStringLocalizer phrases) : IListing<StarCase, StarLine>
{
    /// <summary>What waits for a certifier: no tab of the page, which shows it above them, from the inbox.</summary>
    private const string Waiting = "waiting";

    private static readonly (string Key, string Words, StarState[] States)[] Views =
    [
        ("public", Phrase.Of("公示中"), [StarState.Publicity]),
        ("done", Phrase.Of("已授予"), [StarState.Awarded]),
        ("off", Phrase.Of("未授予"), [StarState.Declined, StarState.Overturned, StarState.Lapsed, StarState.Withdrawn]),
        (Waiting, Phrase.Of("等人认定或复核"), [StarState.Proposed, StarState.UnderReview]),
        ("all", Phrase.Of("全部"), Enum.GetValues<StarState>()),
    ];

    public static readonly ListOrder<StarCase> Oldest = new("since", Phrase.Of("从什么时候"), SortKey.Up((StarCase s) => s.StateAt));

    public static IEnumerable<(string Key, string Words, StarState[] States)> Tabs => Views.Where(v => v.Key != Waiting);

    public string Title => Phrase.Of("星级认定");

    public IReadOnlyList<ListColumn<StarLine>> Columns =>
    [
        new("name", Phrase.Of("志愿者"), s => s.Name) { Personal = Personal.Name, Href = s => $"/console/stars/{s.Id}" },
        new("level", Phrase.Of("星级"), s => s.Level) { Order = "level" },
        new("hours", Phrase.Of("时长"), s => phrases.InWords(s.Minutes)) { IsNumber = true, Order = "hours" },
        new("minutes", Phrase.Of("时长（分钟）"), s => s.Minutes) { IsNumber = true, InFileAlone = true },
        new("place", Phrase.Of("地方"), s => s.Place) { Order = "place" },
        new("state", Phrase.Of("状态"), s => phrases[s.State.Phrase()].Value) { Tone = s => s.State.Tone() },
        new("since", Phrase.Of("从什么时候"), s => s.StateAt) { Order = "since" },
        new("until", Phrase.Of("公示到"), s => s.PublicUntil?.AddMinutes(-1)) { InFileAlone = true },
        new("objections", Phrase.Of("几条异议"), s => s.OpenObjections) { InFileAlone = true },
    ];

    public IReadOnlyList<ListFilter<StarCase>> Filters =>
    [
        ListFilters.LookedUp<StarCase>("q", Phrase.Of("志愿者编号或完整手机号"), OfAsync),
        ListFilters.Choice<StarCase>("view", Phrase.Of("状态"), [.. Views.Select(v => (v.Key, v.Words))], In) with { Standing = Views[0].Key, IsTab = true },
        ListFilters.Choice<StarCase>("level", Phrase.Of("星级"), [.. Enumerable.Range(1, StarRule.Levels).Select(l => ($"{l}", StarWords.Of(l)))], AtLevel),
        PlaceFilter.Of<StarCase>(regions, s => s.DivisionCode),
    ];

    public IReadOnlyList<ListOrder<StarCase>> Orders =>
    [
        Oldest, new("level", Phrase.Of("星级"), SortKey.Down((StarCase s) => s.Level)), new("hours", Phrase.Of("时长"), SortKey.Down((StarCase s) => s.Minutes)),
        new("place", Phrase.Of("地方"), SortKey.Up((StarCase s) => s.DivisionCode)),
    ];

    public int PageSize => 30;

    public Expression<Func<StarCase, Guid>> Id => s => s.Id;

    public Expression<Func<StarCase, StarLine>> Row => StarLine.Of;

    public Task<IQueryable<StarCase>> ScopeAsync(CancellationToken ct) => Task.FromResult(steps.Queue);

    public async Task<IReadOnlyList<StarLine>> CompleteAsync(IReadOnlyList<StarLine> rows, ListQuery query, CancellationToken ct)
    {
        var names = await people.NamesAsync(rows.Select(s => s.PersonId), ct);
        var places = await regions.NamesAsync(rows.Select(s => s.DivisionCode), ct);
        return [.. rows.Select(s => s with { Name = names.GetValueOrDefault(s.PersonId, ""), Place = places.GetValueOrDefault(s.DivisionCode, "") })];
    }

    private static IQueryable<StarCase> In(IQueryable<StarCase> stars, string view)
    {
        var states = Views.First(v => v.Key == view).States;
        return stars.Where(s => states.Contains(s.State));
    }

    private static IQueryable<StarCase> AtLevel(IQueryable<StarCase> stars, string level)
    {
        var wanted = int.Parse(level, System.Globalization.CultureInfo.InvariantCulture);
        return stars.Where(s => s.Level == wanted);
    }

    /// <summary>A name is sealed, and of another family.</summary>
    private async Task<IQueryable<StarCase>> OfAsync(IQueryable<StarCase> stars, string text, CancellationToken ct)
    {
        var found = PhoneText.Mobile(text) is { } phone ? await people.ByPhoneAsync(phone, ct) : (await people.ByNumbersAsync([text.ToUpperInvariant()], ct)).Values.Select(id => (Guid?)id).FirstOrDefault();
        return stars.Where(s => s.PersonId == found);
    }
}
