using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Weiguang.Kernel;
using Weiguang.Kernel.Data;

namespace Weiguang.Web.Persistence;

/// <summary>Everything that is true of SQLite alone: one process, one writer at a time.</summary>
public sealed class SqliteDbContext : AppDbContext
{
    public SqliteDbContext(DbContextOptions<SqliteDbContext> options, Viewer viewer, Subscriptions? subscriptions = null) : base(options, Modules.Assemblies, viewer, subscriptions)
    {
        // Every write is a transaction, so that every write passes the WriteGate.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseProtections(Modules.Assemblies, "sqlite");

    protected override string LockClause => "";

    public override object ListValue<T>(IReadOnlyList<T> values) => JsonSerializer.Serialize(values.Select(v => Stored(v)));

    public override void AddRows(DbCommand command, string name, IReadOnlyList<(string Name, Array Values)> columns) =>
        command.With(name, JsonSerializer.Serialize(Enumerable.Range(0, columns[0].Values.Length).Select(row => columns.Select(c => Stored(c.Values.GetValue(row))))));

    // As Microsoft.Data.Sqlite writes them.
    private static object? Stored(object? value) => value switch
    {
        Guid id => id.ToString().ToUpperInvariant(),
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        _ => value,
    };

    public override bool IsUniqueViolation(DbUpdateException e) =>
        e.InnerException is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };
}

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDbContext>
{
    public SqliteDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite("Data Source=:memory:").Options, new Viewer());
}
