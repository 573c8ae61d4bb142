using Weiguang.Hours.Domain;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Ledger.Domain;
using Weiguang.Orders.Attending;
using Weiguang.Orders.Domain;

namespace Weiguang.Tests.Simulation;

public class CountyOrderTests(Counties counties) : IClassFixture<Counties>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_story_of_every_order_is_one_the_flow_allows(string database)
    {
        var app = await counties.On(database);
        var orders = await OrdersAsync(app);

        foreach (var order in orders)
        {
            var story = order.Story.OrderBy(s => s.Sequence).ToList();
            Assert.Equal(OrderAction.Place, story[0].Action);
            Assert.Equal(Enumerable.Range(1, order.StoryLength), story.Select(s => s.Sequence));
            foreach (var (before, step) in story.Zip(story.Skip(1)))
            {
                Assert.Equal(step.To, OrderFlow.Table.Find(before.To, step.Action, step.Party)?.To);
                Assert.Equal(before.To, step.From);
                Assert.InRange(step.At, before.At, app.Clock.Now());
            }

            Assert.Equal(order.Status, story[^1].To);
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Orders_stand_in_every_state_and_have_gone_every_way(string database)
    {
        var orders = await OrdersAsync(await counties.On(database));

        Assert.Equal(Enum.GetValues<OrderStatus>(), orders.Select(o => o.Status).Distinct().Order());
        Assert.Equal(Enum.GetValues<Urgency>(), orders.Select(o => o.Urgency).Distinct().Order());
        Assert.Equal(Enum.GetValues<DispatchKind>(), orders.Select(o => o.DispatchKind).Distinct().Order());
        Assert.Equal(Enum.GetValues<EvidenceGrade>().Except([EvidenceGrade.D]), orders.Where(o => o.Attendance?.OutAt is not null).Select(o => o.Attendance!.Grade).Distinct().Order());
        Assert.Empty(Enum.GetValues<OrderAction>().Except([OrderAction.Recall, OrderAction.TakeBack]).Except(orders.SelectMany(o => o.Story).Select(s => s.Action)));
        Assert.Contains(orders, o => o.ForSomeoneElse);
        Assert.Contains(orders, o => o.MenuItemId is null);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_ledger_is_clean_and_holds_the_minutes_of_every_confirmed_service(string database)
    {
        var app = await counties.On(database);
        using var scope = app.Scope();
        var entries = await scope.Db.Set<LedgerEntry>().AsNoTracking().Include(e => e.Account).Where(e => e.Account!.PersonId != null).ToListAsync(Ct);
        var confirmed = (await OrdersAsync(app)).Where(o => o.Attendance is { OutAt: not null } && o.Story.Exists(s => s.Action == OrderAction.Complete)).ToList();
        var records = await scope.Db.Set<ServiceRecord>().AsNoTracking().Where(r => r.Source == OrderEngagements.Source).ToListAsync(Ct);

        Assert.True((await scope.Get<LedgerBook>().VerifyAsync(Ct)).IsClean);
        Assert.Equal(confirmed.Select(o => (o.Id, o.VolunteerId)).Order(), records.Select(r => (r.SourceId, (Guid?)r.VolunteerId)).Order());
        Assert.InRange(records.Count(r => r.State == RecordState.Posted) / (double)records.Count, 0.9, 1);
        Assert.Equal(
            records.Where(r => r.State == RecordState.Posted).Select(r => (r.PostingId!.Value, (Guid?)r.VolunteerId, (long)r.Minutes, (EvidenceGrade?)r.Grade)).Order(),
            entries.Where(e => e.Account!.Unit == LedgerUnit.Minutes && e.SourceKind == "order").Select(e => (e.SourceId, e.Account!.PersonId, e.Amount, e.Evidence)).Order());
        Assert.Equal(
            confirmed.Where(o => o.Status == OrderStatus.Rewarded).Sum(o => long.Parse(o.Story.Single(s => s.Action == OrderAction.Reward).Reason)),
            entries.Where(e => e.Account!.Unit == LedgerUnit.Points).Sum(e => e.Amount));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Ratings_fit_their_facts_and_a_bad_one_has_its_follow_up(string database)
    {
        var app = await counties.On(database);
        using var scope = app.Scope();
        var ratings = await scope.Db.Set<OrderRating>().AsNoTracking().ToListAsync(Ct);
        var followed = await scope.Db.Set<FollowUp>().AsNoTracking().ToListAsync(Ct);

        Assert.InRange(ratings.Count(r => r.Stars == 5) / (double)ratings.Count, 0.5, 0.92);
        Assert.All(ratings.Where(r => !r.Came), r => Assert.True(r is { Stars: 1, OnTime: false, Solved: Solved.No }));
        Assert.All(ratings.Where(r => r.Stars == 5), r => Assert.Equal(Solved.Yes, r.Solved));
        Assert.Empty(ratings.Where(r => r.IsBad).Select(r => r.OrderId).Except(followed.Select(f => f.OrderId)));
        Assert.Contains(followed, f => f.ClosedAt is null && f.DueAt < app.Clock.Now());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_has_promised_the_same_hour_twice(string database)
    {
        var open = (await OrdersAsync(await counties.On(database))).Where(o => o.Status is OrderStatus.Accepted or OrderStatus.InService);

        Assert.All(open.GroupBy(o => o.VolunteerId), promised => Assert.DoesNotContain(
            promised, a => promised.Any(b => a != b && a.AgreedFrom < b.AgreedTo && b.AgreedFrom < a.AgreedTo)));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Made_in_the_middle_of_the_night_it_is_complete_too_and_the_day_of_Lei_Feng_stands_out(string database)
    {
        await using var app = await Counties.MakeAsync(database, Counties.Plan, now: new DateTimeOffset(2026, 3, 9, 3, 40, 17, TimeSpan.FromHours(8)));
        var orders = await OrdersAsync(app);
        var days = orders.CountBy(o => DateOnly.FromDateTime(o.CreatedAt.ToShanghai())).OrderByDescending(day => day.Value);

        Assert.Equal(new DateOnly(2026, 3, 5), days.First().Key);
        Assert.Equal(Enum.GetValues<OrderStatus>(), orders.Select(o => o.Status).Distinct().Order());
        Assert.All(orders, o => Assert.True(o.CreatedAt <= app.Clock.GetUtcNow().UtcDateTime));
    }

    private static async Task<List<Order>> OrdersAsync(TestApp app)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<Order>().AsNoTracking().AsSplitQuery().Include(o => o.Story).Include(o => o.Attendance).ToListAsync(Ct);
    }
}
