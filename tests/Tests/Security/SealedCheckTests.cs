using Weiguang.Orders.Domain;

namespace Weiguang.Tests.Security;

/// <summary>The database cannot compare what is sealed: a query that asks it to is refused, instead of finding everything or nothing.</summary>
public class SealedCheckTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static readonly string[] Words = ["0", "1"];
    private static readonly string Word = $"{Words.Length}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly Dictionary<string, Func<IQueryable<OrderEvent>, IQueryable<object?>>> Refused = new()
    {
        ["constant"] = events => events.Where(e => e.Reason != "0"),
        ["variable"] = events => events.Where(e => Word == e.Reason),
        ["part"] = events => events.Where(e => e.Reason.StartsWith("00")),
        ["one of a list"] = events => events.Where(e => Words.Contains(e.Reason)),
        ["one of what is written here"] = events => events.Where(e => new[] { "0", "1" }.Contains(e.Reason)),
        ["equal"] = events => events.Where(e => e.Reason.Equals(Word)),
        ["equal the other way"] = events => events.Where(e => Word.Equals(e.Reason)),
        ["equal of all things"] = events => events.Where(e => Equals(e.Reason, Word)),
        ["compared"] = events => events.Where(e => string.Compare(e.Reason, Word) > 0),
        ["compared by itself"] = events => events.Where(e => e.Reason.CompareTo(Word) > 0),
        ["trimmed"] = events => events.Where(e => e.Reason.Trim() == Word),
        ["as long as"] = events => events.Where(e => e.Reason.Length > 3),
        ["or something else"] = events => events.Where(e => (e.Reason ?? "0") == Word),
        ["like"] = events => events.Where(e => EF.Functions.Like(e.Reason, "0%")),
        ["by its name"] = events => events.Where(e => EF.Property<string>(e, "Reason") == Word),
        ["sorted"] = events => events.OrderBy(e => e.At).ThenBy(e => e.Reason),
        ["grouped"] = events => events.GroupBy(e => e.Reason).Select(g => g.Key),
        ["grouped by more"] = events => events.GroupBy(e => new { e.OrderId, e.Reason }).Select(g => (object)g.Count()),
        ["distinct"] = events => events.Select(e => e.Reason).Distinct(),
        ["distinct rows"] = events => events.Select(e => new { e.OrderId, e.Reason }).Distinct(),
        ["first by it"] = events => events.GroupBy(e => e.OrderId).Select(g => g.Min(e => e.Reason)),
        ["last by it"] = events => events.GroupBy(e => e.OrderId).Select(g => g.Max(e => e.Reason)),
        ["joined"] = events => events.Join(events, a => a.Reason, b => b.Reason, (a, b) => new { a.At, Later = b.At }),
        ["joined by more"] = events => events.Join(events, a => new { a.OrderId, a.Reason }, b => new { b.OrderId, b.Reason }, (a, b) => new { a.At, Later = b.At }),
        ["under another name"] = events => events.Select(e => new { e.At, Why = e.Reason }).Where(e => e.Why == Word),
        ["made and then sorted"] = events => events.Select(e => e.Reason).OrderBy(reason => reason),
        ["the first of many"] = events => events.Where(e => events.OrderBy(other => other.At).Select(other => other.Reason).FirstOrDefault() == Word),
        ["within another"] = events => events.Where(e => events.Any(other => other.Reason == e.Reason)),
        ["compared where it is shown"] = events => events.Select(e => (object)(e.Reason == Word)),
        ["searched where it is shown"] = events => events.Select(e => (object)e.Reason.Contains(Word)),
    };

    private static readonly Dictionary<string, Func<IQueryable<OrderEvent>, IQueryable<object?>>> Answered = new()
    {
        ["shown"] = events => events.Where(e => e.Sequence == 1).OrderBy(e => e.At).Select(e => e.Reason),
        ["shown beside others"] = events => events.Select(e => new { e.At, e.Reason }).OrderBy(e => e.At).Take(3),
        ["shown by what we make of it"] = events => events.Select(e => Shown(e.Reason)),
        ["empty"] = events => events.Where(e => e.Reason != ""),
        ["empty in other words"] = events => events.Where(e => e.Reason == string.Empty),
        ["empty or missing"] = events => events.Where(e => string.IsNullOrEmpty(e.Reason)),
        ["whether it is written"] = events => events.Select(e => new { e.At, IsSaid = e.Reason != "" }).Where(e => e.IsSaid),
        ["joined by others"] = events => events.Join(events, a => a.OrderId, b => b.OrderId, (a, b) => new { a.At, b.Reason }).Where(e => e.At < DateTime.UnixEpoch),
        ["whole rows"] = events => events.GroupBy(e => e.OrderId).Select(g => g.OrderBy(e => e.At).First()),
    };

    public static TheoryData<string, string> All(bool refused)
    {
        var all = new TheoryData<string, string>();
        foreach (var database in PostgresServer.IsAvailable ? new[] { TestDatabases.Sqlite, TestDatabases.Postgres } : [TestDatabases.Sqlite])
        {
            foreach (var query in (refused ? Refused : Answered).Keys)
            {
                all.Add(database, query);
            }
        }

        return all;
    }

    [Theory, MemberData(nameof(All), true)]
    public async Task What_is_sealed_is_not_asked_for(string database, string query) =>
        Assert.Equal("OrderEvent.Reason is sealed: compare it after reading.", (await ErrorAsync(database, Refused[query]))?.Message);

    [Theory, MemberData(nameof(All), false)]
    public async Task What_is_sealed_is_shown_and_told_from_what_is_empty(string database, string query) => Assert.Null(await ErrorAsync(database, Answered[query]));

    private static string Shown(string reason) => $"({reason})";

    private async Task<Exception?> ErrorAsync(string database, Func<IQueryable<OrderEvent>, IQueryable<object?>> query)
    {
        using var scope = (await apps.On(database)).Scope();
        return await Record.ExceptionAsync(() => query(scope.Db.Set<OrderEvent>()).ToListAsync(Ct));
    }
}
