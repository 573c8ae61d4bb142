using System.Linq.Expressions;
using Microsoft.Extensions.Localization;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Text;
using Weiguang.Regions;

namespace Weiguang.Activities.Organising.Desk;

/// <summary>An activity in the console's list.</summary>
internal sealed record ConsoleActivityRow(
    Guid Id, string Title, string Organiser, ActivityStatus Status, Risk Risk, DateTime StartsAt, DateTime EndsAt, long DivisionCode, Guid? SeriesId, int Capacity, int Taken, int Waiting)
{
    public string Place { get; init; } = "";
}

/// <summary>The activities that the viewer organises or oversees.</summary>
internal sealed class ConsoleActivities(AppDbContext db, RegionDirectory regions, IStringLocalizer phrases) : IListing<Activity, ConsoleActivityRow>
{
    /// <summary>The tabs of the page, by the keys of <see cref="OrganisedReader.Views"/>.</summary>
    public static readonly (string Key, string Words)[] Shown =
        [("open", Phrase.Of("进行中")), ("draft", Phrase.Of("草稿")), ("pending", Phrase.Of("等审核")), ("over", Phrase.Of("已过去")), ("all", Phrase.Of("全部"))];

    public string Title => Phrase.Of("组织活动");

    public IReadOnlyList<ListColumn<ConsoleActivityRow>> Columns =>
    [
        new("title", Phrase.Of("活动"), a => a.Title) { Order = "title" },
        new("risk", Phrase.Of("风险"), a => phrases[ActivityWords.Short(a.Risk)].Value) { InFileAlone = true },
        new("starts", Phrase.Of("什么时候"), a => a.StartsAt) { Order = "starts" },
        new("ends", Phrase.Of("结束时间"), a => a.EndsAt) { InFileAlone = true },
        new("place", Phrase.Of("在哪里"), a => a.Place) { Order = "place" },
        new("organiser", Phrase.Of("由谁组织"), a => a.Organiser),
        new("status", Phrase.Of("状态"), a => phrases[ActivityWords.Of(a.Status)].Value) { Tone = a => ActivityWords.ToneOf(a.Status) },
        new("taken", Phrase.Of("报名人数"), Taken) { IsNumber = true },
    ];

    public IReadOnlyList<ListFilter<Activity>> Filters =>
    [
        ListFilters.Text<Activity>("q", Phrase.Of("活动名称"), (activities, text) => activities.Where(a => a.Title.Contains(text))),
        ListFilters.Choice<Activity>("view", Phrase.Of("状态"), Shown, In) with { Standing = Shown[0].Key, IsTab = true },
    ];

    public IReadOnlyList<ListOrder<Activity>> Orders =>
    [
        OrganisedReader.Soonest, new("title", Phrase.Of("活动"), SortKey.Up((Activity a) => a.Title)),
        new("place", Phrase.Of("在哪里"), SortKey.Up((Activity a) => a.DivisionCode)),
    ];

    public Expression<Func<Activity, Guid>> Id => a => a.Id;

    public Expression<Func<Activity, ConsoleActivityRow>> Row => a => new ConsoleActivityRow(
        a.Id, a.Title, a.Organiser, a.Status, a.Risk, a.StartsAt, a.EndsAt, a.DivisionCode, a.SeriesId,
        a.Shifts.Where(s => s.CancelledAt == null).Sum(s => s.Capacity), a.Shifts.Sum(s => s.Taken), a.Shifts.Sum(s => s.Waiting));

    public Task<IQueryable<Activity>> ScopeAsync(CancellationToken ct) => Task.FromResult(db.Set<Activity>().RunBy(db.Viewer));

    /// <summary>What comes soonest first, of what is over the latest.</summary>
    public string OrderOf(ListQuery query) => query["view"] is "over" or "all" ? "-starts" : "starts";

    public async Task<IReadOnlyList<ConsoleActivityRow>> CompleteAsync(IReadOnlyList<ConsoleActivityRow> rows, ListQuery query, CancellationToken ct)
    {
        var names = await regions.NamesAsync(rows.Select(a => a.DivisionCode), ct);
        return [.. rows.Select(a => a with { Place = names.GetValueOrDefault(a.DivisionCode, "") })];
    }

    private static IQueryable<Activity> In(IQueryable<Activity> activities, string view)
    {
        var states = OrganisedReader.Views[view];
        return activities.Where(a => states.Contains(a.Status));
    }

    private string Taken(ConsoleActivityRow activity) => $"{activity.Taken} / {activity.Capacity}{(activity.Waiting > 0 ? phrases["，候补 {0}", activity.Waiting] : "")}";
}
