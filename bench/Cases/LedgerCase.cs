using System.Diagnostics;
using Npgsql;
using Weiguang.Bench.Naive;
using Weiguang.Bench.Stage;
using Weiguang.Kernel.Security;
using Weiguang.Ledger;

namespace Weiguang.Bench.Cases;

/// <summary>
/// Postings into the ledger on PostgreSQL: minutes from one division's issuer to as many people, two entries and two chains each; beside it the naive way (one transaction a posting) and the
/// bare multi-row insert of the very same entries into a table with the same columns, indexes and key.
/// </summary>
internal static class LedgerCase
{
    private const long Division = 220881103200;
    private const int Postings = 40_000;
    private const int ABatch = 500;
    private const int NaivePostings = 1_000;

    public static async Task RunAsync(int rounds, Report report)
    {
        await using var ground = await Ground.LayAsync("Postgres", "bench_ledger");
        await using var source = NpgsqlDataSource.Create(ground.App.Configuration.GetConnectionString("Default")!);
        await PostAsync(ground, Invent(Postings)); // Warm.
        for (var round = 0; round < rounds; round++)
        {
            await ground.TidyAsync();
            var postings = Invent(Postings);
            var watch = Stopwatch.StartNew();
            await PostAsync(ground, postings);
            var ours = 2 * Postings / watch.Elapsed.TotalSeconds;
            await CheckAsync(ground);
            var naive = await NaiveAsync(source, Invent(NaivePostings));
            await ground.TidyAsync();
            var raw = await RawAsync(source, postings.ConvertAll(p => p.SourceId));
            report.Add("postings", "ledger, entries/s", ours, "≥ 20,000");
            report.Add("postings", "naive, entries/s", naive);
            report.Add("postings", "ledger ÷ naive", ours / naive, format: "N0");
            report.Add("postings", "raw insert of the same entries by 1,000, rows/s", raw);
            report.Add("postings", "ledger ÷ raw insert, %", 100 * ours / raw, "≥ 25 %", "N0");
        }
    }

    private static List<Posting> Invent(int count) => [.. Enumerable.Range(0, count).Select(i => new Posting(
        LedgerUnit.Minutes, "bench", Guid.CreateVersion7(), LedgerAccountKey.Issuer(Division), LedgerAccountKey.Person(Guid.CreateVersion7()), 60 + (i % 120), DateTime.UtcNow, Narratives.ActivityService)
    {
        Args = ["清理河道", "那金村志愿服务队"],
        Evidence = EvidenceGrade.B,
    })];

    private static async Task PostAsync(Ground ground, List<Posting> postings)
    {
        foreach (var batch in postings.Chunk(ABatch))
        {
            await using var scope = ground.App.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Viewer>().BecomeSystem();
            await scope.ServiceProvider.GetRequiredService<LedgerBook>().PostAsync(batch);
        }
    }

    private static async Task<double> NaiveAsync(NpgsqlDataSource source, List<Posting> postings)
    {
        await NaiveLedger.OpenAsync(source);
        var watch = Stopwatch.StartNew();
        foreach (var posting in postings)
        {
            await NaiveLedger.PostAsync(source, posting.SourceId, posting.Amount);
        }

        return 2 * postings.Count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> RawAsync(NpgsqlDataSource source, List<Guid> sourceIds)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using (var prepare = new NpgsqlCommand(
            """
            DROP TABLE IF EXISTS raw_entry;
            CREATE TABLE raw_entry (LIKE ledger_entry INCLUDING ALL);
            ALTER TABLE raw_entry ADD FOREIGN KEY (account_id) REFERENCES ledger_account (account_id);
            """, connection))
        {
            await prepare.ExecuteNonQueryAsync();
        }

        var batches = new List<object[]>();
        foreach (var some in sourceIds.Chunk(500))
        {
            batches.Add(await ReadAsync(connection, some));
        }

        await using var insert = new NpgsqlCommand(
            "INSERT INTO raw_entry (account_id, sequence, transfer_id, counterparty_id, amount, balance_after, occurred_at, recorded_at, source_kind, source_id, narrative, args, evidence, previous_hash, hash) "
            + "SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::uuid[], $5::bigint[], $6::bigint[], $7::timestamptz[], $8::timestamptz[], $9::text[], $10::uuid[], $11::text[], $12::text[], $13::text[], $14::bytea[], $15::bytea[])",
            connection);
        foreach (var column in batches[0])
        {
            insert.Parameters.Add(new() { Value = column });
        }

        await insert.PrepareAsync();
        var watch = Stopwatch.StartNew();
        foreach (var batch in batches)
        {
            for (var i = 0; i < batch.Length; i++)
            {
                insert.Parameters[i].Value = batch[i];
            }

            await insert.ExecuteNonQueryAsync();
        }

        return 2 * sourceIds.Count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>The entries of these sources, column by column.</summary>
    private static async Task<object[]> ReadAsync(NpgsqlConnection connection, Guid[] sourceIds)
    {
        string[] columns = ["account_id", "sequence", "transfer_id", "counterparty_id", "amount", "balance_after", "occurred_at", "recorded_at", "source_kind", "source_id", "narrative", "args", "evidence", "previous_hash", "hash"];
        await using var read = new NpgsqlCommand(
            $"SELECT {string.Join(", ", columns.Select(c => $"array_agg({c} ORDER BY e.ctid)"))} FROM ledger_entry e WHERE source_id = ANY($1)", connection)
        {
            Parameters = { new() { Value = sourceIds } },
        };
        await using var row = await read.ExecuteReaderAsync();
        await row.ReadAsync();
        var values = new object[columns.Length];
        row.GetValues(values);
        return values;
    }

    private static Task CheckAsync(Ground ground) => ground.WithAsync(async db =>
    {
        var sum = await db.Database.SqlQueryRaw<long>("SELECT coalesce(sum(balance), 0)::bigint AS \"Value\" FROM ledger_account").SingleAsync();
        Truth.Demand(sum == 0, "the accounts do not add up");
        var unlike = await db.Database.SqlQueryRaw<long>(
            "SELECT count(*)::bigint AS \"Value\" FROM ledger_account a JOIN ledger_entry e ON e.account_id = a.account_id AND e.sequence = a.sequence WHERE e.balance_after <> a.balance OR e.hash <> a.last_hash").SingleAsync();
        Truth.Demand(unlike == 0, "an account is not what its last entry says");
    });
}
