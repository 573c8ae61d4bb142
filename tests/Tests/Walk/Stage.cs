using System.Net.Http.Headers;
using System.Text;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.People.Sessions;

namespace Weiguang.Tests.Walk;

/// <summary>A server process of its own on a copy of the scene, its clock standing where the county ends.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private Stage(Scene scene, TestStore store, ServerProcess server) => (Scene, Store, Server) = (scene, store, server);

    public Scene Scene { get; }

    public ServerProcess Server { get; }

    public HttpClient Client { get; private set; } = default!;

    public Sample Sample { get; private set; } = default!;

    private TestStore Store { get; }

    public static async Task<Stage> OpenAsync(string database, params string[] arguments)
    {
        var scene = await Scene.On(database);
        var store = await scene.Store.CopyAsync();
        var server = await ServerProcess.ServeAsync(
            store, ["--Logging:LogLevel:Default=Error", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information", "--SignIn:CodesPerMinute=1000000", "--SignIn:CodesPerHour=1000000", "--Demo:SignIn=true", "--Pace:Factor=100000", .. arguments],
            ("DOTNET_STARTUP_HOOKS", typeof(Stage).Assembly.Location), (StartupHook.Variable, scene.Now.ToString("O")));
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 32, RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 };
        var client = new HttpClient(handler) { BaseAddress = server.Client.BaseAddress, Timeout = TimeSpan.FromSeconds(180) };
        return new Stage(scene, store, server) { Client = client, Sample = await Sample.ReadAsync(client) };
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
    public void AssertAlive(string after) => Assert.True(Server.IsAlive, $"The process ended after {after}:\n{string.Join('\n', (Server.Output + Server.Errors).Split('\n').TakeLast(40))}");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        await Store.DisposeAsync();
    }
}
