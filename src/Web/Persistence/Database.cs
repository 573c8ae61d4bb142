using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Weiguang.Kernel;
using Weiguang.Kernel.Live;
using Weiguang.Kernel.Security;
using Weiguang.Web.Start;

namespace Weiguang.Web.Persistence;

/// <summary>Chooses the database by configuration: <c>Database=Sqlite</c> (default, a file in the data folder) or <c>Database=Postgres</c> with <c>ConnectionStrings:Default</c>.</summary>
public static class Database
{
    private static readonly string[] Kinds = ["Sqlite", "Postgres"];

    public static IServiceCollection AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<Viewer>();
        if (configuration["Database"] is { } kind && !Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase))
        {
            throw new SetupException($"Database cannot be '{kind}': it is Sqlite or Postgres.") { ExitCode = 2 };
        }

        if (configuration.IsPostgres())
        {
            var connection = Prepared(configuration.GetConnectionString("Default") is { Length: > 0 } given ? given : throw new SetupException("Database=Postgres needs ConnectionStrings:Default."));
            services.AddSingleton<PostgresRelay>().AddSingleton<ILiveRelay>(provider => provider.GetRequiredService<PostgresRelay>()).AddHostedService<PostgresLive>();
            return services.AddDbContext<AppDbContext, PostgresDbContext>((provider, options) => options.UseNpgsql(connection).UseHouse(provider), ServiceLifetime.Scoped, ServiceLifetime.Singleton);
        }

        services.AddSingleton<WriteGate>().AddSingleton<SqlitePragmas>();
        return services.AddDbContext<AppDbContext, SqliteDbContext>((provider, options) => options
            .UseSqlite(configuration.SqliteConnection())
            .AddInterceptors(provider.GetRequiredService<WriteGate>(), provider.GetRequiredService<SqlitePragmas>())
            .UseHouse(provider), ServiceLifetime.Scoped, ServiceLifetime.Singleton);
    }

    /// <summary>Statements that come again are planned once for each connection; a pooler in transaction mode wants <c>Max Auto Prepare=0</c> in the connection string.</summary>
    private static string Prepared(string connection)
    {
        var given = new NpgsqlConnectionStringBuilder(connection);
        given.MaxAutoPrepare = given.MaxAutoPrepare > 0 || connection.Contains("Auto Prepare", StringComparison.OrdinalIgnoreCase) ? given.MaxAutoPrepare : 100;
        given.NoResetOnClose = true; // Nothing of ours outlives its transaction.
        return given.ConnectionString;
    }

    public static bool IsPostgres(this IConfiguration configuration) =>
        string.Equals(configuration["Database"], "Postgres", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where files live: database, keys. Looking does not make it; <see cref="ProvideDataFolder"/> does.</summary>
    public static string DataFolder(this IConfiguration configuration) => Path.GetFullPath(configuration["data"] is { Length: > 0 } folder ? folder : "data");

    /// <summary>The same, there from now on and for its owner alone.</summary>
    public static string ProvideDataFolder(this IConfiguration configuration)
    {
        var folder = Directory.CreateDirectory(configuration.DataFolder()).FullName;
        DataFolderRights.Close(folder);
        return folder;
    }

    /// <summary>The file of the SQLite database.</summary>
    public static string DatabaseFile(this IConfiguration configuration) => Path.GetFullPath(new SqliteConnectionStringBuilder(configuration.SqliteConnection()).DataSource);

    private static string SqliteConnection(this IConfiguration configuration) =>
        configuration.GetConnectionString("Default") is { Length: > 0 } given ? given : $"Data Source={Path.Combine(configuration.DataFolder(), "weiguang.db")}";

    private static DbContextOptionsBuilder UseHouse(this DbContextOptionsBuilder options, IServiceProvider provider) => options
        .AddInterceptors(provider.GetServices<IInterceptor>())
        .ReplaceService<IModelCacheKeyFactory, ModelOfVault>()
        // A unique violation is an expected answer of ours, not an error.
        .ConfigureWarnings(warnings => warnings.Log((CoreEventId.SaveChangesFailed, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug), (RelationalEventId.TransactionError, LogLevel.Debug)));
}
