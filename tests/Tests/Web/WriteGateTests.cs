using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Weiguang.Kernel.Security;
using Weiguang.Web.Persistence;

namespace Weiguang.Tests.Web;

/// <summary>The queue of SQLite's writers: whoever leaves it, however they leave, lets the next one in.</summary>
public sealed class WriteGateTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"weiguang-gate-{Guid.NewGuid():N}.db");

    [Fact]
    public async Task Who_hangs_up_between_the_gate_and_the_beginning_holds_up_nobody()
    {
        var gate = new WriteGate();
        using var hangUp = new CancellationTokenSource();
        await using var first = Context(gate, new HangUp(hangUp));
        await using var second = Context(gate);

        try
        {
            await using var begun = await first.Database.BeginTransactionAsync(hangUp.Token);
        }
        catch (OperationCanceledException)
        {
        }

        var next = second.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        Assert.Same(next, await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)));
        await (await next).DisposeAsync();
    }

    [Fact]
    public async Task Who_cannot_begin_holds_up_nobody()
    {
        var gate = new WriteGate();
        await using var first = Context(gate);
        await using var second = Context(gate);

        await Assert.ThrowsAnyAsync<Exception>(() => first.Database.BeginTransactionAsync(System.Data.IsolationLevel.Chaos, TestContext.Current.CancellationToken));

        var next = second.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        Assert.Same(next, await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)));
        await (await next).DisposeAsync();
    }

    private SqliteDbContext Context(params IInterceptor[] interceptors) =>
        new(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite($"Data Source={_file}").AddInterceptors(interceptors).Options, new Viewer());

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    private sealed class HangUp(CancellationTokenSource source) : DbTransactionInterceptor
    {
        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            await source.CancelAsync();
            return result;
        }
    }
}
