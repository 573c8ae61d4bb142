using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Weiguang.Kernel.Security;
using Weiguang.Web.Persistence;

namespace Weiguang.Tests.Support;

/// <summary>One test's own database, copied from a template that this run has migrated once.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private static readonly Lazy<Task<(string Template, ColumnSeal Seal)>> SqliteTemplate = new(MigrateSqliteAsync);
    private static readonly Lazy<Task<(string Template, ColumnSeal Seal)>> PostgresTemplate = new(MigratePostgresAsync);
    private static readonly SemaphoreSlim Copying = new(1, 1);
    private readonly string _name = $"weiguang_test_{Guid.NewGuid():N}";

    public required string Kind { get; init; }

    /// <summary>The app's data folder: photos, keys, the SQLite file.</summary>
    public required string Folder { get; init; }

    public string Connection { get; private set; } = "";

    /// <summary>The template has its data keys already, so all copies share one model (it is made for each vault); null for a database that begins empty.</summary>
    public ColumnSeal? Seal { get; private set; }

    public static async Task<TestStore> CreateAsync(string kind, bool migrated = true)
    {
        var store = new TestStore { Kind = kind, Folder = Directory.CreateTempSubdirectory("weiguang-test-").FullName };
        if (kind == TestDatabases.Postgres)
        {
            (string Template, ColumnSeal Seal)? made = migrated ? await PostgresTemplate.Value : null;
            store.Seal = made?.Seal;
            await store.ClonePostgresAsync(made?.Template);
        }
        else
        {
            store.Connection = $"Data Source={Path.Combine(store.Folder, "weiguang.db")}";
            if (migrated)
            {
                (var template, store.Seal) = await SqliteTemplate.Value;
                File.Copy(template, Path.Combine(store.Folder, "weiguang.db"));
            }
        }

        return store;
    }

    /// <summary>Another store with the same rows and files. Nobody may be connected to this one meanwhile.</summary>
    public async Task<TestStore> CopyAsync()
    {
        var copy = new TestStore { Kind = Kind, Folder = Directory.CreateTempSubdirectory("weiguang-test-").FullName };
        if (Kind == TestDatabases.Postgres)
        {
            NpgsqlConnection.ClearPool(new NpgsqlConnection(Connection));
            NpgsqlConnection.ClearPool(new NpgsqlConnection(PostgresDbContext.Apart(Connection)));
            await copy.ClonePostgresAsync(_name);
        }
        else
        {
            SqliteConnection.ClearPool(new SqliteConnection(Connection));
            copy.Connection = Connection.Replace(Folder, copy.Folder, StringComparison.Ordinal);
        }

        foreach (var file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy.Folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }

    /// <summary>Closes what this process keeps open of it.</summary>
    public ValueTask LetGoAsync()
    {
        if (Kind == TestDatabases.Sqlite)
        {
            SqliteConnection.ClearPool(new SqliteConnection(Connection));
        }
        else
        {
            NpgsqlConnection.ClearPool(new NpgsqlConnection(Connection));
            NpgsqlConnection.ClearPool(new NpgsqlConnection(PostgresDbContext.Apart(Connection)));
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await LetGoAsync();
        if (Kind == TestDatabases.Postgres)
        {
            await PostgresServer.DropAsync(_name);
        }

        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task ClonePostgresAsync(string? template)
    {
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

    private static async Task<(string, ColumnSeal)> MigrateSqliteAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("weiguang-template-").FullName, "template.db");
        var connection = $"Data Source={file};Pooling=False";
        await using var db = new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(connection).Options, new Viewer());
        await db.Database.MigrateAsync();
        var seal = await SealAsync(services => services.AddDbContext<AppDbContext, SqliteDbContext>(options => options.UseSqlite(connection)));
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return (file, seal);
    }

    private static async Task<(string, ColumnSeal)> MigratePostgresAsync()
    {
        var name = $"weiguang_template_{Environment.ProcessId}";
        await PostgresServer.DropAsync(name);
        await PostgresServer.CreateAsync(name);
        var connection = new NpgsqlConnectionStringBuilder(PostgresServer.Database(name)) { Pooling = false }.ConnectionString;
        await using var db = new PostgresDbContext(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(connection).Options, new Viewer());
        await db.Database.MigrateAsync();
        return (name, await SealAsync(services => services.AddDbContext<AppDbContext, PostgresDbContext>(options => options.UseNpgsql(connection))));
    }

    /// <summary>Makes the data keys of a template, as the first start of a program does.</summary>
    private static async Task<ColumnSeal> SealAsync(Action<IServiceCollection> database)
    {
        var services = new ServiceCollection().AddScoped<Viewer>();
        database(services);
        var keys = new DataKeys(new(MasterKey.Parse(TestApp.MasterKey)), services.BuildServiceProvider().GetRequiredService<IServiceScopeFactory>(), TimeProvider.System);
        await keys.StartAsync(CancellationToken.None);
        return new ColumnSeal(() => new Vault(keys));
    }
}
