using System.Collections.Concurrent;

namespace Weiguang.Tests.Support;

// How one ends, or goes on to another case.
public sealed partial class TestApp
{
    private readonly ConcurrentBag<HttpClient> _clients = [];

    protected override void ConfigureClient(HttpClient client)
    {
        base.ConfigureClient(client);
        _clients.Add(client);
    }

#pragma warning disable CA2215 // One that goes on is disposed of at the end of the run.
    public override async ValueTask DisposeAsync()
#pragma warning restore CA2215
    {
        if (_isOrdinary && await RenewAsync())
        {
            AppPool.Give(this);
            return;
        }

        await EndAsync();
        GC.SuppressFinalize(this);
    }

    internal async Task EndAsync()
    {
        await base.DisposeAsync();
        await (_isLent ? _store.LetGoAsync() : _store.DisposeAsync());
    }

    /// <summary>False when it cannot be renewed, and has to end.</summary>
    internal async Task<bool> RenewAsync()
    {
        while (_clients.TryTake(out var client))
        {
            client.Dispose();
        }

        try
        {
            if (!await AppRenewal.QuietAsync(Services) || !await _store.RenewAsync())
            {
                return false;
            }

            Clock.Set(TestClock.Start);
            await AppRenewal.ForgetAsync(Services);
            return true;
        }
        catch (ObjectDisposedException)
        {
            return false; // The case has ended it.
        }
    }
}
