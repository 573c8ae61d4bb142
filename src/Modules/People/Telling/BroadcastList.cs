using System.Linq.Expressions;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;

namespace Weiguang.People.Telling;

/// <summary>One thing told to a list, as the log shows it.</summary>
internal sealed record BroadcastRow(Broadcast Sent)
{
    public string Sender { get; init; } = "";
}

/// <summary>What was told to lists of the viewer's range, newest first.</summary>
internal sealed class BroadcastList(AppDbContext db, PersonDirectory people) : IListing<Broadcast, BroadcastRow>
{
    public string Title => Phrase.Of("群发过的消息");

    public IReadOnlyList<ListColumn<BroadcastRow>> Columns =>
    [
        new("at", Phrase.Of("时间"), b => b.Sent.At) { Order = "at" },
        new("sender", Phrase.Of("谁发的"), b => b.Sender) { Personal = Personal.Name },
        new("list", Phrase.Of("发给谁"), b => b.Sent.Title) { Href = b => b.Sent.Link },
        new("people", Phrase.Of("发给多少人"), b => b.Sent.People) { IsNumber = true, Order = "people" },
        new("words", Phrase.Of("说了什么"), b => b.Sent.Words) { Personal = Personal.Note },
    ];

    public IReadOnlyList<ListFilter<Broadcast>> Filters => [ListFilters.Text<Broadcast>("q", Phrase.Of("活动或队伍的名字"), (sent, text) => sent.Where(b => b.Title.Contains(text)))];

    public IReadOnlyList<ListOrder<Broadcast>> Orders =>
        [new("at", Phrase.Of("时间"), SortKey.Down((Broadcast b) => b.At)), new("people", Phrase.Of("发给多少人"), SortKey.Down((Broadcast b) => b.People))];

    public Expression<Func<Broadcast, Guid>> Id => b => b.Id;

    public Expression<Func<Broadcast, BroadcastRow>> Row => b => new BroadcastRow(b);

    public Task<IQueryable<Broadcast>> ScopeAsync(CancellationToken ct) => Task.FromResult(db.Viewer.All ? db.Set<Broadcast>() : db.Set<Broadcast>().CoveredBy(db.Viewer, b => b.DivisionCode));

    public async Task<IReadOnlyList<BroadcastRow>> CompleteAsync(IReadOnlyList<BroadcastRow> rows, ListQuery query, CancellationToken ct)
    {
        var names = await people.NamesAsync(rows.Select(b => b.Sent.SenderId), ct);
        return [.. rows.Select(b => b with { Sender = names.GetValueOrDefault(b.Sent.SenderId, "") })];
    }
}
