using Weiguang.Orders.Domain;

namespace Weiguang.Tests.Security;

/// <summary>The database cannot compare what is sealed: a query that asks it to is refused, instead of finding everything or nothing.</summary>
public class SealedCheckTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly Dictionary<string, Func<IQueryable<OrderEvent>, IQueryable<object>>> Queries = new()
    {
        ["constant"] = events => events.Where(e => e.Reason != "0"),
        ["variable"] = events =>
        {
            var word = $"{events.Expression.Type.Name.Length}";
            return events.Where(e => word == e.Reason);
        },
        ["part"] = events => events.Where(e => e.Reason.StartsWith("00")),
        ["sorted"] = events => events.OrderBy(e => e.At).ThenBy(e => e.Reason),
        ["shown"] = events => events.Where(e => e.Sequence == 1).OrderBy(e => e.At).Select(e => e.Reason),
        ["empty"] = events => events.Where(e => e.Reason != ""),
    };

    [Theory]
    [InlineData("constant", true), InlineData("variable", true), InlineData("part", true), InlineData("sorted", true), InlineData("shown", false), InlineData("empty", false)]
    public async Task Only_empty_and_written_are_told_apart_by_the_database(string query, bool refused)
    {
        using var scope = (await apps.On(TestDatabases.Sqlite)).Scope();

        var error = await Record.ExceptionAsync(() => Queries[query](scope.Db.Set<OrderEvent>()).ToListAsync(Ct));

        Assert.Equal(refused ? "OrderEvent.Reason is sealed: compare it after reading." : null, error?.Message);
    }
}
