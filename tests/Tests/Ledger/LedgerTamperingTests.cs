using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;
using Weiguang.Kernel.Security;
using Weiguang.Ledger;
using Weiguang.Ledger.Domain;
using Weiguang.Tests.Ledger.Anchors;

namespace Weiguang.Tests.Ledger;

public class LedgerTamperingTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Guid _person = Guid.CreateVersion7();

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_database_refuses_to_change_or_delete_entries(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = await SmallLedgerAsync(app);
        string[] crimes =
            ["UPDATE ledger_entry SET amount = 6000 WHERE amount > 0", "DELETE FROM ledger_entry WHERE sequence = 1", "DELETE FROM ledger_account WHERE balance > 0"];
        foreach (var crime in crimes)
        {
            var refusal = await Assert.ThrowsAnyAsync<Exception>(() => scope.Db.Database.ExecuteSqlRawAsync(crime, Ct));
            Assert.Contains("ledger", refusal.Message, StringComparison.Ordinal);
        }

        Assert.True((await scope.Get<LedgerBook>().VerifyAsync(Ct)).IsClean);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_change_of_any_field_of_any_entry_is_found_where_it_was_made(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = await SmallLedgerAsync(app);
        foreach (var entry in await scope.Db.Set<LedgerEntry>().AsNoTracking().ToListAsync(Ct))
        {
            foreach (var (column, value) in Forged(scope.Db, entry))
            {
                var difference = await AfterAsync(scope, $"UPDATE ledger_entry SET {column} = {{0}} WHERE account_id = {{1}} AND sequence = {{2}}", value, entry.AccountId, entry.Sequence);

                Assert.True(difference is not null, $"A changed {column} went unnoticed.");
                Assert.True(column is "account_id" or "sequence" || (difference.AccountId, difference.Sequence) == (entry.AccountId, entry.Sequence), $"{column}: {difference}");
            }
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_change_of_any_field_of_any_account_is_found(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = await SmallLedgerAsync(app);
        foreach (var account in await scope.Db.Set<LedgerAccount>().AsNoTracking().ToListAsync(Ct))
        {
            foreach (var (column, value) in Forged(scope.Db, account))
            {
                var difference = await AfterAsync(scope, $"UPDATE ledger_account SET {column} = {{0}} WHERE account_id = {{1}}", value, account.AccountId);
                Assert.True(difference is not null, $"A changed {column} went unnoticed.");
            }
        }
    }

    /// <summary>Limits stand with the account: whatever program comes to write it, nobody has less than nothing and no issuer more.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task The_database_refuses_a_balance_beyond_its_limit(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = await SmallLedgerAsync(app);
        foreach (var (kind, beyond) in new[] { (LedgerAccountKind.Person, -1L), (LedgerAccountKind.Issuer, 1L) })
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => scope.Db.Set<LedgerAccount>().Where(a => a.Kind == kind).ExecuteUpdateAsync(set => set.SetProperty(a => a.Balance, beyond), Ct));
        }
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_missing_entry_and_an_invented_leg_are_found(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        using var scope = await SmallLedgerAsync(app);
        foreach (var entry in await scope.Db.Set<LedgerEntry>().AsNoTracking().ToListAsync(Ct))
        {
            Assert.NotNull(await AfterAsync(scope, "DELETE FROM ledger_entry WHERE account_id = {0} AND sequence = {1}", entry.AccountId, entry.Sequence));
        }

        // Forged by the book, chain and balance and all: only the other side is missing.
        var account = await scope.Db.Set<LedgerAccount>().SingleAsync(a => a.PersonId == _person && a.Unit == LedgerUnit.Minutes, Ct);
        scope.Db.Add(account.Append(LedgerMove.Of(_person.Hours(600), scope.Get<Vault>()), Guid.CreateVersion7(), 600, DateTime.UtcNow));
        await scope.Db.SaveChangesAsync(Ct);
        Assert.Equal(LedgerFault.Transfer, (await scope.Get<LedgerBook>().VerifyAsync(Ct)).Difference?.Fault);
    }

    [Fact]
    public async Task The_documented_query_finds_nothing_in_an_honest_ledger_and_a_changed_entry_in_another()
    {
        Assert.SkipUnless(PostgresServer.IsAvailable, "PostgreSQL is not installed");
        await using var app = await TestApp.StartAsync(TestDatabases.Postgres);
        using var scope = await SmallLedgerAsync(app);
        var query = scope.Db.Database.SqlQueryRaw<Broken>(DocumentedQuery());
        Assert.Empty(await query.ToListAsync(Ct));

        await using var undone = await scope.Db.Database.BeginTransactionAsync(Ct);
        await scope.Db.Database.ExecuteSqlRawAsync("SET LOCAL session_replication_role = replica; UPDATE ledger_entry SET narrative = 'carried-over' WHERE sequence = 2 AND amount > 0", Ct);
        Assert.Equal(2, Assert.Single(await query.ToListAsync(Ct)).Sequence);
    }

    private sealed record Broken(Guid AccountId, long Sequence);

    private static string DocumentedQuery([CallerFilePath] string file = "")
    {
        var doc = File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "../../../docs/algorithms/ledger.md"));
        return doc.Split("```sql")[1].Split("```")[0].Replace("SELECT account_id, sequence", "SELECT account_id AS \"AccountId\", sequence AS \"Sequence\"", StringComparison.Ordinal);
    }

    private async Task<TestScope> SmallLedgerAsync(TestApp app)
    {
        var scope = app.Scope();
        var book = scope.Get<LedgerBook>();
        var hours = await book.PostAsync([_person.Hours(60), _person.Hours(45), Guid.CreateVersion7().Hours(30)], Ct);
        await book.PostAsync(_person.Hours(5) with { Unit = LedgerUnit.Points, Evidence = null, Args = [] }, Ct);
        await book.ReverseAsync(hours[1].Id, "重复登记", _person, Ct);
        var verdict = await book.VerifyAsync(Ct);
        Assert.Equal((5L, 10L, null), (verdict.Accounts, verdict.Entries, verdict.Difference));
        return scope;
    }

    /// <summary>Does it as somebody with full rights on the database would, verifies, and undoes it.</summary>
    private static async Task<LedgerDifference?> AfterAsync(TestScope scope, string crime, params object[] arguments)
    {
        await using var undone = await scope.WithAllRightsAsync();
        Assert.Equal(1, await scope.Db.Database.ExecuteSqlRawAsync(crime, arguments, Ct));
        return (await scope.Get<LedgerBook>().VerifyAsync(Ct)).Difference;
    }

    private static IEnumerable<(string Column, object Value)> Forged<T>(AppDbContext db, T row) where T : class =>
        db.Model.FindEntityType(typeof(T))!.GetProperties().Select(p => (p.GetColumnName(), Forged(p, p.GetGetter().GetClrValue(row))));

    private static object Forged(IProperty property, object? value) => value switch
    {
        Enum name => Enum.GetNames(name.GetType()).First(n => n != name.ToString()),
        long number => number + 1_000,
        string text => text + "改",
        DateTime time => time.AddMicroseconds(1),
        byte[] hash => hash.Select((b, i) => i == 31 ? (byte)(b ^ 1) : b).ToArray(),
        _ when property.ClrType == typeof(EvidenceGrade?) => "A",
        _ when property.ClrType == typeof(long?) => 220881000000L,
        _ => Guid.CreateVersion7(),
    };
}
