using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Weiguang.Kernel;

/// <summary>Runs hand-written SQL inside the transaction of a context. It passes no scope filter: for desks and jobs that work as the system.</summary>
public static class SqlCommands
{
    /// <summary>A command of the open transaction; several statements may stand in it, separated by semicolons.</summary>
    public static DbCommand SqlCommand(this AppDbContext db, string sql)
    {
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Hand-written SQL runs inside a transaction.");
        var command = db.Database.GetDbConnection().CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction.GetDbTransaction());
        return command;
    }

    /// <summary>A command that only reads, in the open transaction where there is one. To be disposed: it keeps the connection open until then.</summary>
    public static async Task<SqlLook> SqlLookAsync(this AppDbContext db, string sql, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var command = db.Database.GetDbConnection().CreateCommand();
        (command.CommandText, command.Transaction) = (sql, db.Database.CurrentTransaction?.GetDbTransaction());
        return new(db, command);
    }

    public static DbCommand With(this DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
        return command;
    }

    /// <summary>Adds a list as one parameter: an array in PostgreSQL, JSON in SQLite.</summary>
    public static DbCommand WithList<T>(this DbCommand command, AppDbContext db, string name, IReadOnlyList<T> values) => command.With(name, db.ListValue(values));

    /// <summary>Adds rows, given column by column, all of one length. PostgreSQL reads them with <c>unnest(@a, @b)</c>, SQLite with <c>json_each(@name)</c> and <c>value ->> 0</c>.</summary>
    public static DbCommand WithRows(this DbCommand command, AppDbContext db, string name, params IReadOnlyList<(string Name, Array Values)> columns)
    {
        db.AddRows(command, name, columns);
        return command;
    }
}

/// <summary>See <see cref="SqlCommands.SqlLookAsync"/>.</summary>
public sealed class SqlLook(AppDbContext db, DbCommand command) : IAsyncDisposable
{
    public DbCommand Command => command;

    public async ValueTask DisposeAsync()
    {
        await command.DisposeAsync();
        await db.Database.CloseConnectionAsync();
    }
}
