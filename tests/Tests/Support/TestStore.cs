using Microsoft.Data.Sqlite;
using Npgsql;
using Weiguang.Web.Persistence;

namespace Weiguang.Tests.Support;

/// <summary>One test's own database, copied from a template that this run has migrated once.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MigrateSqliteAsync);
    private static readonly Lazy<Task<string>> PostgresTemplate = new(MigratePostgresAsync);
    private static readonly SemaphoreSlim Copying = new(1, 1);
    private readonly string _name = $"weiguang_test_{Guid.NewGuid():N}";

    public required string Kind { get; init; }

    /// <summary>The app's data folder: photos, keys, the SQLite file.</summary>
    public required string Folder { get; init; }

    public string Connection { get; private set; } = "";

    public static async Task<TestStore> CreateAsync(string kind, bool migrated = true)
    {
        var store = new TestStore { Kind = kind, Folder = Directory.CreateTempSubdirectory("weiguang-test-").FullName };
        if (kind == TestDatabases.Postgres)
        {
            await store.ClonePostgresAsync(migrated);
        }
        else
        {
            store.Connection = $"Data Source={Path.Combine(store.Folder, "weiguang.db")}";
            if (migrated)
            {
                File.Copy(await SqliteTemplate.Value, Path.Combine(store.Folder, "weiguang.db"));
            }
        }

        return store;
    }

    public async ValueTask DisposeAsync()
    {
        if (Kind == TestDatabases.Postgres)
        {
            await PostgresServer.DropAsync(_name);
        }
        else
        {
            SqliteConnection.ClearPool(new SqliteConnection(Connection));
        }

        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task ClonePostgresAsync(bool migrated)
    {
        var template = migrated ? await PostgresTemplate.Value : null;
        await Copying.WaitAsync(); // A template can be copied by one at a time.
        try
        {
            await PostgresServer.CreateAsync(_name, template);
        }
        finally
        {
            Copying.Release();
        }

        Connection = PostgresServer.Database(_name);
    }

    private static async Task<string> MigrateSqliteAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("weiguang-template-").FullName, "template.db");
        var connection = $"Data Source={file};Pooling=False";
        await using var db = new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(connection).Options, new Viewer());
        await db.Database.MigrateAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return file;
    }

    private static async Task<string> MigratePostgresAsync()
    {
        var name = $"weiguang_template_{Environment.ProcessId}";
        await PostgresServer.DropAsync(name);
        await PostgresServer.CreateAsync(name);
        var connection = new NpgsqlConnectionStringBuilder(PostgresServer.Database(name)) { Pooling = false }.ConnectionString;
        await using var db = new PostgresDbContext(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(connection).Options, new Viewer());
        await db.Database.MigrateAsync();
        return name;
    }
}
