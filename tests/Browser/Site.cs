using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

[assembly: AssemblyFixture(typeof(Weiguang.Browser.Site))]
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace Weiguang.Browser;

/// <summary>The running program and one Chromium, started once for all tests: a free port, a data folder of its own, SQLite.</summary>
public sealed class Site : IAsyncLifetime
{
    private const string MasterKey = "d2VpZ3VhbmctdGVzdC1tYXN0ZXIta2V5LTMyLWJ5dGU=";

    /// <summary>How long something on a page may take, in milliseconds: it costs nothing where all is well, and a busy machine is slow.</summary>
    internal const float Patience = 120_000;

    private readonly string _data = Directory.CreateTempSubdirectory("weiguang-browser-").FullName;
    private Process? _process;
    private IPlaywright? _playwright;
    private readonly Queue<string> _log = [];

    /// <summary>Where the program keeps its database.</summary>
    public string DataFolder => _data;

    public Uri Address { get; private set; } = new("http://localhost");

    public IBrowser Browser { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await LaunchAsync();
    }

    /// <summary>Another Chromium, for what one decides when it starts.</summary>
    public Task<IBrowser> LaunchAsync(params string[] arguments) => _playwright!.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Chromium(),
        Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", .. arguments],
    });

    /// <summary>A fresh person with no cookies, at a phone or a desk.</summary>
    /// <param name="path">Below the address.</param>
    /// <param name="size">A phone unless said otherwise.</param>
    /// <param name="look">How the device and the site are set up.</param>
    /// <param name="address">Another server than this one.</param>
    /// <param name="browser">Another browser than the one for all.</param>
    public async Task<IPage> OpenAsync(string path, Size? size = null, Look? look = null, Uri? address = null, IBrowser? browser = null)
    {
        look ??= new();
        var context = await (browser ?? Browser).NewContextAsync(new()
        {
            BaseURL = (address ?? Address).ToString(),
            ViewportSize = new() { Width = (size ?? Size.Phone).Width, Height = (size ?? Size.Phone).Height },
            Locale = look.Language,
            JavaScriptEnabled = look.Script,
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        if (look.Elder)
        {
            await context.AddCookiesAsync([new() { Name = "wg-prefs", Value = "elder", Url = (address ?? Address).ToString() }]);
        }

        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await (Browser?.CloseAsync() ?? Task.CompletedTask);
        _playwright?.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private async Task StartAsync()
    {
        Address = new($"http://localhost:{FreePort()}");
        var dll = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Web", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "Weiguang.Web.dll"));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _data };
        foreach (var argument in (string[])[dll, "--data", _data, "--urls", Address.ToString(), "--Database=Sqlite", $"--PublicAddress={Address}", "--Demo=true", "--Demo:SignIn=true", "--Sms:PrintCodes=true", "--Activities:DoorShare=1", "--Hours:AskAfterDays=0", "--Orders:SlackMinutes=60000", // The demo's volunteer is free in weeks only, and the journey goes there today.
            $"--Security:MasterKey={MasterKey}"])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Remember(line.Data);
        _process.ErrorDataReceived += (_, line) => Remember(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await AnsweringAsync();
    }

    private async Task AnsweringAsync()
    {
        using var http = new HttpClient();
        for (var deadline = DateTime.UtcNow.AddMinutes(4); DateTime.UtcNow < deadline; await Task.Delay(200))
        {
            if (_process!.HasExited)
            {
                throw new InvalidOperationException($"The program ended with {_process.ExitCode}:\n{string.Join('\n', _log)}");
            }

            try
            {
                using var answer = await http.GetAsync(Address);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new TimeoutException($"{Address} never answered:\n{string.Join('\n', _log)}");
    }

    private void Remember(string? line)
    {
        lock (_log)
        {
            _log.Enqueue(line ?? "");
            if (_log.Count > 60)
            {
                _log.Dequeue();
            }
        }
    }

    private static string Chromium()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
        return File.Exists(path) ? path : throw new InvalidOperationException($"No browser at {path}. Install Debian's chromium and fonts-noto-cjk (./test does), or name one in CHROMIUM.");
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
