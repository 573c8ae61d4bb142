using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Weiguang.Tests.Support;

/// <summary>The program as an operator runs it: a process of its own on a free loopback port, to be stopped politely or not.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(string verb, string[] arguments, (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Weiguang.Web.dll"), verb, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["DOTNET_TieredPGO"] = "0"; // It lives for moments.
        start.Environment["DOTNET_gcServer"] = "0"; // A heap for each core is made for servers that live.
        start.Environment.Remove("DOTNET_TC_CallCountingDelayMs"); // Meant for the tests themselves: what only starts would be compiled twice.
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("The server ended before it listened:\n" + Output + Errors));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _output);

    public string Errors => string.Join('\n', _errors);

    public int ExitCode => _process.ExitCode;

    public bool IsAlive => !_process.HasExited;

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(180) };

    /// <summary>Starts serving and returns when it listens; give the store so that restarts find the same data.</summary>
    public static async Task<ServerProcess> ServeAsync(TestStore store, string[] arguments, params (string Key, string Value)[] environment)
    {
        var server = new ServerProcess("serve", ["--urls", "http://127.0.0.1:0", .. StoreArguments(store), .. arguments], environment);
        server.Client.BaseAddress = await server._address.Task.WaitAsync(TimeSpan.FromSeconds(180));
        return server;
    }

    /// <summary>Runs another verb to its end.</summary>
    public static async Task<ServerProcess> RunAsync(TestStore store, string verb, params string[] arguments)
    {
        var process = Start(store, verb, arguments);
        await process._process.WaitForExitAsync();
        return process;
    }

    /// <summary>Runs a verb that somebody else waits for, or kills.</summary>
    public static ServerProcess Start(TestStore store, string verb, params string[] arguments) =>
        new(verb, [.. arguments.TakeWhile(a => !a.StartsWith('-')), .. StoreArguments(store), .. arguments.SkipWhile(a => !a.StartsWith('-'))], []);

    /// <summary>SIGTERM, as systemd and containers send it.</summary>
    public void Terminate() => Process.Start("kill", ["-TERM", _process.Id.ToString()]).WaitForExit();

    /// <summary>SIGKILL: nothing is put away.</summary>
    public void Kill() => _process.Kill();

    public Task WaitForExitAsync() => _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(180));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    internal static string[] StoreArguments(TestStore store) =>
    [
        "--data", store.Folder, $"--Database={store.Kind}", $"--ConnectionStrings:Default={store.Connection}", "--environment=Production",
        $"--Security:MasterKey={TestApp.MasterKey}", "--PublicAddress=http://127.0.0.1", "--Sms:PrintCodes=true", "--Import=false", "--Demo=false", "--Jobs=false",
    ];

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
        {
            _address.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"Now listening on: (http://[^""\s]+)")]
    private static partial Regex Listening();
}
