using Npgsql;

namespace Weiguang.Bench.Naive;

/// <summary>Hours as one keeps them at first: a balance for each account, held, changed and noted in a transaction for each posting; no chain, no proof.</summary>
internal static class NaiveLedger
{
    public static async Task OpenAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            CREATE TABLE IF NOT EXISTS naive_account (id uuid PRIMARY KEY, balance bigint NOT NULL);
            CREATE TABLE IF NOT EXISTS naive_entry (id bigserial PRIMARY KEY, account_id uuid NOT NULL REFERENCES naive_account (id), amount bigint NOT NULL, at timestamptz NOT NULL, words text NOT NULL);
            CREATE INDEX IF NOT EXISTS ix_naive_entry ON naive_entry (account_id);
            INSERT INTO naive_account VALUES ('00000000-0000-0000-0000-000000000001', 0) ON CONFLICT DO NOTHING;
            """);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task PostAsync(NpgsqlDataSource source, Guid person, int minutes)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (account, amount) in new[] { (Guid.Parse("00000000-0000-0000-0000-000000000001"), -minutes), (person, minutes) })
        {
            await using var move = new NpgsqlCommand("INSERT INTO naive_account VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET balance = naive_account.balance + excluded.balance", connection, transaction)
            {
                Parameters = { new() { Value = account }, new() { Value = (long)amount } },
            };
            await move.ExecuteNonQueryAsync();
            await using var note = new NpgsqlCommand("INSERT INTO naive_entry (account_id, amount, at, words) VALUES ($1, $2, now(), '清理河道')", connection, transaction)
            {
                Parameters = { new() { Value = account }, new() { Value = (long)amount } },
            };
            await note.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }
}
