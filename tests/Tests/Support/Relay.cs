using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Weiguang.Tests.Support;

/// <summary>Stands between the app and its PostgreSQL, to be cut and mended: the database goes away and comes back.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly (string Host, int Port) _behind;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _open = [];
    private readonly Task _accepting;
    private volatile bool _isCut;

    public Relay(string host, int port)
    {
        _behind = (host, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Cut()
    {
        _isCut = true;
        while (_open.TryTake(out var client))
        {
            client.Close();
        }
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        Cut();
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PassAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task PassAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                if (_isCut)
                {
                    return;
                }

                await far.ConnectAsync(_behind.Host, _behind.Port);
                _open.Add(near);
                _open.Add(far);
                await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Cut.
            }
        }
    }
}
