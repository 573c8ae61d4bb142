using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Weiguang.Kernel;

/// <summary>
/// One unit of work: begins a transaction, or joins the one that is open (an API call with an Idempotency-Key has one around it,
/// so that its effect and its remembered answer commit together).
/// </summary>
public sealed class Work(IDbContextTransaction? own) : IAsyncDisposable
{
    public Task CommitAsync(CancellationToken ct = default) => own?.CommitAsync(ct) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;
}

public static class WorkExtensions
{
    public static async Task<Work> BeginWorkAsync(this AppDbContext db, CancellationToken ct = default) =>
        new(db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null);
}
