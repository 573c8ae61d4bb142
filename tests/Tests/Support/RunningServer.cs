using System.Diagnostics;

namespace Weiguang.Tests.Support;

/// <summary>The real program in a process of its own, on the database and data folder of a <see cref="TestApp"/>: something that can be killed.</summary>
public sealed class RunningServer : IDisposable
{
    private readonly Process _process;

    private RunningServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<RunningServer> StartAsync(TestApp app, CancellationToken ct)
    {
        var address = new Uri($"http://127.0.0.1:{PostgresServer.FreePort()}");
        var dll = Path.Combine(AppContext.BaseDirectory, "Weiguang.Web.dll");
        string[] arguments =
        [
            dll, "serve", "--urls", address.ToString(), "--data", app.DataFolder, $"--Database={app.Kind}", $"--ConnectionStrings:Default={app.ConnectionString}",
            $"--Security:MasterKey={TestApp.MasterKey}", "--Demo=false", "--Import=false",
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = app.DataFolder };
        var server = new RunningServer(Process.Start(start)!, address);
        server._process.BeginOutputReadLine();
        var errors = server._process.StandardError.ReadToEndAsync(ct);
        using var http = new HttpClient { BaseAddress = address };
        for (var i = 0; i < 600; i++)
        {
            if (server._process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with {server._process.ExitCode}: {await errors}");
            }

            try
            {
                if ((await http.GetAsync("/health/ready", ct)).IsSuccessStatusCode)
                {
                    return server;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100, ct);
        }

        throw new TimeoutException("The server never became ready.");
    }

    /// <summary>kill -9: no chance to finish anything.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
