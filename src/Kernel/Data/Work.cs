using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Weiguang.Kernel;

/// <summary>
/// One unit of work: begins a transaction, or joins the one that is open (a form that has its effect once and an API call with an Idempotency-Key
/// have one around them, so that effect and memory commit together). Work that ends without a commit is undone either way: joined, back to where it began.
/// </summary>
public sealed class Work : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly IDbContextTransaction _transaction;
    private readonly string? _joinedAt;
    private bool _committed;

    private Work(AppDbContext db, IDbContextTransaction transaction, string? joinedAt) =>
        (_connection, _transaction, _joinedAt) = (db.Database.GetDbConnection(), transaction, joinedAt);

    public async Task CommitAsync(CancellationToken ct = default)
    {
        // Whoever hangs up now would not know whether it was done, and neither would we.
        await AskAsync(_connection, () => _joinedAt is null ? _transaction.CommitAsync(CancellationToken.None) : _transaction.ReleaseSavepointAsync(_joinedAt, ct));
        _committed = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_joinedAt is null)
        {
            await _transaction.DisposeAsync();
        }
        else if (!_committed && IsOpen)
        {
            await UndoAsync(_joinedAt);
        }
    }

    private bool IsOpen => _connection.State == ConnectionState.Open;

    // What cannot be undone any more was undone by the database: the error that led here is the one to tell.
    private async Task UndoAsync(string savepoint)
    {
        try
        {
            await _transaction.RollbackToSavepointAsync(savepoint);
        }
        catch (Exception e) when (e is DbException || !IsOpen)
        {
        }
    }

    internal static async Task<Work> BeginAsync(AppDbContext db, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not { } open)
        {
            return new(db, await db.Database.BeginTransactionAsync(ct), null);
        }

        var name = $"work_{Guid.NewGuid():N}";
        await AskAsync(db.Database.GetDbConnection(), () => open.CreateSavepointAsync(name, ct));
        return new(db, open, name);
    }

    /// <summary>A connection that was lost on the way has ended its transaction, and the driver calls it our mistake to go on: it is the database that is away.</summary>
    private static async Task AskAsync(DbConnection connection, Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (InvalidOperationException e) when (connection.State != ConnectionState.Open)
        {
            throw new TimeoutException("The connection to the database was lost, and the transaction with it.", e);
        }
    }
}

public static class WorkExtensions
{
    public static Task<Work> BeginWorkAsync(this AppDbContext db, CancellationToken ct = default) => Work.BeginAsync(db, ct);
}
