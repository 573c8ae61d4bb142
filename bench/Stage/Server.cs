using System.Diagnostics;
using System.Net;
using Weiguang.Tests.Support;

namespace Weiguang.Bench.Stage;

/// <summary>The real site in a process of its own, on the database of a <see cref="Ground"/>.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly Process _process;

    private Server(Process process, IPEndPoint address) => (_process, Address) = (process, address);

    public IPEndPoint Address { get; }

    /// <summary>CPU seconds used so far.</summary>
    public double CpuSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    public static async Task<Server> StartAsync(Ground ground)
    {
        var port = PrivatePostgres.FreePort();
        var start = new ProcessStartInfo("dotnet", [typeof(Server).Assembly.Location, "server", .. ground.Settings.Where(s => !s.StartsWith("--urls", StringComparison.Ordinal)), $"--urls=http://127.0.0.1:{port}"])
        {
            RedirectStandardInput = true,
        };
        var process = Process.Start(start)!;
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        for (var i = 0; i < 600; i++)
        {
            try
            {
                if ((await client.GetAsync("/health/live")).IsSuccessStatusCode)
                {
                    return new Server(process, new IPEndPoint(IPAddress.Loopback, port));
                }
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        process.Kill();
        throw new InvalidOperationException("The server did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close(); // It ends with its standard input.
        if (!_process.WaitForExit(15_000))
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
