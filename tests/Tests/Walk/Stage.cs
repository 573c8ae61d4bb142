using System.Net.Http.Headers;
using System.Text;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.People.Sessions;

namespace Weiguang.Tests.Walk;

/// <summary>The program on a copy of the scene, its clock standing where the county ends.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private static readonly (string Key, string Value)[] Settings =
        [("Logging:LogLevel:Default", "Error"), ("SignIn:CodesPerMinute", "1000000"), ("SignIn:CodesPerHour", "1000000"), ("Demo:SignIn", "true"), ("Pace:Factor", "100000")];

    private readonly ServerProcess? _server;
    private readonly Func<ValueTask> _end;

    private Stage(Scene scene, HttpClient client, ServerProcess? server, Func<ValueTask> end) => (Scene, Client, _server, _end) = (scene, client, server, end);

    public Scene Scene { get; }

    public HttpClient Client { get; }

    public Sample Sample { get; private set; } = default!;

    /// <summary>The program where it runs within this process.</summary>
    public TestApp? App { get; private init; }

    public bool IsAlive => _server is not { IsAlive: false };

    /// <summary>A process of its own, for what might end it.</summary>
    public static async Task<Stage> OpenAsync(string database, params string[] arguments)
    {
        var scene = await Scene.On(database);
        var store = await scene.Store.CopyAsync();
        var server = await ServerProcess.ServeAsync(
            store, [.. Settings.Select(s => $"--{s.Key}={s.Value}"), "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information", .. arguments],
            ("DOTNET_STARTUP_HOOKS", typeof(Stage).Assembly.Location), (StartupHook.Variable, scene.Now.ToString("O")));
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 32, RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 };
        var client = new HttpClient(handler) { BaseAddress = server.Client.BaseAddress, Timeout = TimeSpan.FromSeconds(180) };
        return await new Stage(scene, client, server, async () =>
        {
            await server.DisposeAsync();
            await store.DisposeAsync();
        }).OpenedAsync();
    }

    /// <summary>Within this process, where most of the program is compiled already: for whoever asks what is answered and not whether it lives on.</summary>
    public static async Task<Stage> OpenHereAsync(string database)
    {
        var scene = await Scene.On(database);
        var app = await TestApp.OnCopyAsync(scene.Store, Settings);
        app.Clock.Set(scene.Now);
        var client = app.CreateDefaultClient(TestApp.Address);
        client.Timeout = TimeSpan.FromSeconds(180);
        return await new Stage(scene, client, null, app.DisposeAsync) { App = app }.OpenedAsync();
    }

    /// <summary>A request as this person's program (below /api) or browser makes it.</summary>
    public HttpRequestMessage Request(string method, string path, Guid? person = null, Role role = Role.Resident)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Client.BaseAddress!, path));
        request.Headers.AcceptLanguage.ParseAdd("zh-CN");
        if (person is { } id)
        {
            var isApi = path.StartsWith("/api/", StringComparison.Ordinal);
            var token = Scene.Tokens[(id, role, isApi ? SessionKind.Bearer : SessionKind.Cookie)];
            if (isApi)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            }
            else
            {
                request.Headers.Add("Cookie", $"{SessionCookie.Name}={token}");
            }
        }

        return request;
    }

    /// <summary>The process must be there after whatever was sent.</summary>
    public void AssertAlive(string after) => Assert.True(IsAlive, $"The process ended after {after}:\n{string.Join('\n', (_server?.Output + _server?.Errors).Split('\n').TakeLast(40))}");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _end();
    }

    private async Task<Stage> OpenedAsync()
    {
        Sample = await Sample.ReadAsync(Client);
        return this;
    }
}
