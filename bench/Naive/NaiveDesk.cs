using Npgsql;

namespace Weiguang.Bench.Naive;

/// <summary>Seats as one writes them at first: lock the shift, count, insert, one transaction for each caller.</summary>
internal static class NaiveDesk
{
    public static async Task<bool> TakeAsync(NpgsqlDataSource source, Guid activityId, Guid shiftId, Guid volunteerId)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("SELECT capacity FROM activities_shift WHERE activity_id = $1 AND id = $2 FOR UPDATE", connection, transaction)
        {
            Parameters = { new() { Value = activityId }, new() { Value = shiftId } },
        };
        var capacity = (int)(await hold.ExecuteScalarAsync())!;
        await using var count = new NpgsqlCommand("SELECT count(*) FROM activities_signup WHERE activity_id = $1 AND shift_id = $2 AND status = 'Accepted'", connection, transaction)
        {
            Parameters = { new() { Value = activityId }, new() { Value = shiftId } },
        };
        var taken = (long)(await count.ExecuteScalarAsync())!;
        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO activities_signup (activity_id, shift_id, volunteer_id, status, place, way, at, changed_at, reason, starts_at, ends_at, division_code)
            SELECT activity_id, id, $3, $4, $5, 'Self', now(), now(), '', starts_at, ends_at, 220881103200 FROM activities_shift WHERE activity_id = $1 AND id = $2
            ON CONFLICT DO NOTHING
            """, connection, transaction)
        {
            Parameters = { new() { Value = activityId }, new() { Value = shiftId }, new() { Value = volunteerId }, new() { Value = taken < capacity ? "Accepted" : "Waiting" }, new() { Value = (int)taken + 1 } },
        };
        await insert.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return taken < capacity;
    }
}
