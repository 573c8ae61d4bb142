using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Weiguang.Kernel;
using Weiguang.Web.Persistence;

namespace Weiguang.Web.Start;

/// <summary>Lets one node at a time prepare the database; the others wait and then find the work done. A node that dies lets go.</summary>
internal static class StartLock
{
    private const long Key = 0x5745_4947_5541_4E47; // "WEIGUANG"

    public static Task<IAsyncDisposable> TakeAsync(IConfiguration configuration, AppDbContext db, CancellationToken ct) =>
        configuration.IsPostgres() ? TakePostgresAsync(db, ct) : TakeFileAsync(Path.Combine(configuration.DataFolder(), "start.lock"), ct);

    private static async Task<IAsyncDisposable> TakePostgresAsync(AppDbContext db, CancellationToken ct)
    {
        await CreateDatabaseAsync(db, ct);
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({Key})", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
        return connection; // Closing the session gives the lock back.
    }

    private static async Task CreateDatabaseAsync(AppDbContext db, CancellationToken ct)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(ct))
        {
            return;
        }

        try
        {
            await creator.CreateAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another node made it a moment ago.
        }
    }

    private static async Task<IAsyncDisposable> TakeFileAsync(string path, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(100, ct);
            }
        }
    }
}
