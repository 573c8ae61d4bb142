using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using NpgsqlTypes;
using Weiguang.Kernel;
using Weiguang.Kernel.Data;

namespace Weiguang.Web.Persistence;

/// <summary>Everything that is true of PostgreSQL alone.</summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options, Viewer viewer, Subscriptions? subscriptions = null)
    : AppDbContext(options, Modules.Assemblies, viewer, subscriptions)
{
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseProtections(Modules.Assemblies, "postgres");

    private static readonly ConcurrentDictionary<string, string> ApartFrom = new();

    /// <summary>The same database by a small pool of its own, for the desks: one batch of each at a time.</summary>
    public static string Apart(string connection) =>
        ApartFrom.GetOrAdd(connection, static c => new NpgsqlConnectionStringBuilder(c) { ApplicationName = "weiguang desk", MinPoolSize = 0, MaxPoolSize = 8 }.ConnectionString);

    public override void StandApart() => Database.SetConnectionString(Apart(Database.GetConnectionString()!));

    // Keys never change: rows that refer to a held one (a foreign key takes FOR KEY SHARE) can be written meanwhile, and nobody waits for whom they need not.
    protected override string LockClause => " FOR NO KEY UPDATE";

    public override object ListValue<T>(IReadOnlyList<T> values) => values as T[] ?? [.. values];

    public override void AddRows(DbCommand command, string name, IReadOnlyList<(string Name, Array Values)> columns)
    {
        foreach (var (column, values) in columns)
        {
            var parameter = (NpgsqlParameter)command.With(column, values).Parameters[^1];
            if (values is DateTime[] or DateTime?[])
            {
                parameter.NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz; // Otherwise the first value says which, and none says wrong.
            }
        }
    }

    public override bool IsUniqueViolation(DbUpdateException e) =>
        e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDbContext>
{
    public PostgresDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql("Host=design").Options, new Viewer());
}
