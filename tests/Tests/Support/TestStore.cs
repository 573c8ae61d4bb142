using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Weiguang.Kernel.Security;
using Weiguang.People.Keys;
using Weiguang.Web.Persistence;

namespace Weiguang.Tests.Support;

/// <summary>One test's own database, copied from a template that this run has migrated once.</summary>
internal sealed partial class TestStore : IAsyncDisposable
{
    private static readonly Lazy<Task<Template>> SqliteTemplate = new(MigrateSqliteAsync);
    private static readonly Lazy<Task<Template>> PostgresTemplate = new(MigratePostgresAsync);
    private static readonly SemaphoreSlim Copying = new(1, 1);
    private readonly string _name = $"weiguang_test_{Guid.NewGuid():N}";
    private Template? _template;

    public required string Kind { get; init; }

    /// <summary>The app's data folder: photos, keys, the SQLite file.</summary>
    public required string Folder { get; init; }

    public string Connection { get; private set; } = "";

    /// <summary>The template has its data keys already, so all copies share one model (it is made for each vault); null for a database that begins empty.</summary>
    public ColumnSeal? Seal => _template?.Seal;

    public static async Task<TestStore> CreateAsync(string kind, bool migrated = true)
    {
        var store = new TestStore { Kind = kind, Folder = Directory.CreateTempSubdirectory("weiguang-test-").FullName };
        if (kind == TestDatabases.Postgres)
        {
            store._template = migrated ? await PostgresTemplate.Value : null;
            await store.ClonePostgresAsync(store._template?.Name);
        }
        else
        {
            store.Connection = $"Data Source={Path.Combine(store.Folder, "weiguang.db")}";
            if (migrated)
            {
                store._template = await SqliteTemplate.Value;
                File.Copy(store._template.Name, Path.Combine(store.Folder, "weiguang.db"));
            }
        }

        return store;
    }

    /// <summary>Another store with the same rows, keys and files. Nobody may be connected to this one meanwhile.</summary>
    public async Task<TestStore> CopyAsync()
    {
        var copy = new TestStore { Kind = Kind, Folder = Directory.CreateTempSubdirectory("weiguang-test-").FullName, _template = _template };
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

    private static async Task<Template> MigrateSqliteAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("weiguang-template-").FullName, "template.db");
        var connection = $"Data Source={file};Pooling=False";
        await using var db = new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(connection).Options, new Viewer());
        await db.Database.MigrateAsync();
        var seal = await MakeKeysAsync(services => services.AddDbContext<AppDbContext, SqliteDbContext>(options => options.UseSqlite(connection)));
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return new(file, seal, await KeptAsync(db.Database.GetDbConnection()));
    }

    private static async Task<Template> MigratePostgresAsync()
    {
        var name = $"weiguang_template_{Environment.ProcessId}";
        await PostgresServer.DropAsync(name);
        await PostgresServer.CreateAsync(name);
        var connection = new NpgsqlConnectionStringBuilder(PostgresServer.Database(name)) { Pooling = false }.ConnectionString;
        await using var db = new PostgresDbContext(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(connection).Options, new Viewer());
        await db.Database.MigrateAsync();
        var seal = await MakeKeysAsync(services => services.AddDbContext<AppDbContext, PostgresDbContext>(options => options.UseNpgsql(connection)));
        await db.Database.OpenConnectionAsync();
        return new(name, seal, await KeptAsync(db.Database.GetDbConnection()));
    }

    /// <summary>Makes the data keys of a template, as the first start of a program does, and the web keys, as its first form does.</summary>
    private static async Task<ColumnSeal> MakeKeysAsync(Action<IServiceCollection> database)
    {
        var services = new ServiceCollection().AddLogging().AddScoped<Viewer>()
            .AddSingleton(provider => new DataKeys(new(MasterKey.Parse(TestApp.MasterKey)), provider.GetRequiredService<IServiceScopeFactory>(), TimeProvider.System)).AddSingleton<Vault>();
        services.AddWebKeys();
        database(services);
        var made = services.BuildServiceProvider();
        await made.GetRequiredService<DataKeys>().StartAsync(CancellationToken.None);
        made.GetRequiredService<IDataProtectionProvider>().CreateProtector("first").Protect("form");
        return new ColumnSeal(made.GetRequiredService<Vault>);
    }

    /// <param name="Name">Of the file, or of the database.</param>
    /// <param name="Seal">With its data keys.</param>
    /// <param name="Kept">Its keys, wrapped, and its migrations: what an app that is used again finds as it left it.</param>
    private sealed record Template(string Name, ColumnSeal Seal, string Kept);
}
