using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Weiguang.Kernel.Live;

/// <summary>Publishes what a context announced once its changes are committed, never before.</summary>
internal sealed class AnnounceAfterCommit(LiveFeed live) : ISaveChangesInterceptor, IDbTransactionInterceptor, IDbCommandInterceptor
{
    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Saved(eventData.Context);
        return result;
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Saved(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Tell(eventData.Context);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(eventData.Context);
        return Task.CompletedTask;
    }

    public int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        Executed(eventData.Context, result);
        return result;
    }

    public ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Executed(eventData.Context, result);
        return ValueTask.FromResult(result);
    }

    // A statement outside every transaction is kept the moment it is done.
    private static void Executed(DbContext? context, int rows)
    {
        if (rows != 0 && context is AppDbContext db && db.Database.CurrentTransaction is null)
        {
            db.HasKept = true;
        }
    }

    private void Saved(DbContext? context)
    {
        if (context?.Database.CurrentTransaction is null)
        {
            Tell(context);
        }
    }

    private void Tell(DbContext? context)
    {
        if (context is not AppDbContext db)
        {
            return;
        }

        db.HasKept = true;
        if (db.Announcements.Count > 0)
        {
            live.Publish([.. db.Announcements]);
            db.ForgetAnnouncements();
        }
    }
}
