using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

/// <summary>
/// Gives a server process a clock that stands at <c>WEIGUANG_NOW</c>. .NET calls <c>Initialize</c> before the program's own start when DOTNET_STARTUP_HOOKS names this assembly; the
/// host tells when it is being built. So the program that runs is the real one, whole, and it has no switch for tests.
/// </summary>
internal static class StartupHook
{
    public const string Variable = "WEIGUANG_NOW";

    public static void Initialize()
    {
        if (DateTimeOffset.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var now))
        {
            DiagnosticListener.AllListeners.Subscribe(new Hosts(new StillClock(now)));
        }
    }

    private sealed class Hosts(TimeProvider clock) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener listener)
        {
            if (listener.Name == "Microsoft.Extensions.Hosting")
            {
                listener.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> news)
        {
            if (news is { Key: "HostBuilding", Value: IHostBuilder host })
            {
                host.ConfigureServices(services => services.AddSingleton(clock));
            }
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }

    private sealed class StillClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
