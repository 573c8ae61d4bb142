using System.Text.RegularExpressions;

namespace Weiguang.Tests.Architecture;

/// <summary>Everything that is held stands in the written order (docs/algorithms/locks.md), so that whoever holds something new has to say where.</summary>
public sealed partial class LockOrderTests
{
    [Fact]
    public async Task Every_table_whose_rows_are_held_has_its_place_in_the_order()
    {
        await using var app = await TestApp.StartAsync(TestDatabases.Sqlite);
        using var scope = app.Scope();
        var tables = scope.Db.Model.GetEntityTypes().ToLookup(e => e.ClrType.Name, e => e.GetTableName()!);
        var held = SourceTests.Sources().Where(f => f.EndsWith(".cs", StringComparison.Ordinal)).SelectMany(f => Held().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value.Split('.')[^1]).Where(name => name != "T").ToHashSet();

        Assert.True(held.Count > 12, $"Only {held.Count} kinds were seen.");
        Assert.Equal([], held.Where(name => !tables[name].Any(t => LockOrder.Ranks.ContainsKey(t) || LockOrder.Apart.Contains(t))).Order());
    }

    [Fact]
    public void Every_table_that_is_held_by_hand_has_its_place_in_the_order()
    {
        var held = SourceTests.Sources().Concat(Directory.EnumerateFiles(Path.Combine(SourceTests.Root, "src"), "*.postgres.sql", SearchOption.AllDirectories)).Where(f => f.EndsWith(".postgres.sql", StringComparison.Ordinal))
            .SelectMany(f => LockWatch.HeldBy(File.ReadAllText(f))).ToHashSet();

        Assert.Contains("activities_shift", held);
        Assert.Contains(LockOrder.People, held);
        Assert.Equal([], held.Where(table => !LockOrder.Ranks.ContainsKey(table)).Order());
    }

    [Fact]
    public void The_order_is_one_and_has_no_gaps() => Assert.Equal(Enumerable.Range(1, LockOrder.Ranks.Count), LockOrder.Ranks.Values.Order());

    [Theory]
    [InlineData("SELECT * FROM activities_shift WHERE activity_id IN ($1) ORDER BY activity_id, id FOR NO KEY UPDATE", "activities_shift")]
    [InlineData("SELECT 1 FROM activities_shift s FOR NO KEY UPDATE OF s; SELECT count(pg_advisory_xact_lock(hold)) FROM unnest($1) hold", "activities_shift advisory")]
    [InlineData("SELECT * FROM activities_shift WHERE id = $1", "")]
    [InlineData("INSERT INTO ledger_account (account_id) VALUES ($1) ON CONFLICT (account_id) DO UPDATE SET sequence = 0 WHERE false", "ledger_account")]
    public void The_watch_sees_what_a_statement_holds(string sql, string held) => Assert.Equal(held, string.Join(' ', LockWatch.HeldBy(sql)));

    [GeneratedRegex(@"\bLock(?:Unscoped)?Async<([\w.]+)>\(")]
    private static partial Regex Held();
}
