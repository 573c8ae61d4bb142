using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Weiguang.Kernel;

namespace Weiguang.Web.Telemetry;

/// <summary>
/// Sends traces, metrics and logs to an OpenTelemetry collector, only when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one (over http/protobuf unless
/// <c>OTEL_EXPORTER_OTLP_PROTOCOL=grpc</c>): requests, calls to gateways, statements (without their values), the runtime, and what is ours.
/// </summary>
internal static class OtlpExport
{
    private const string Setting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTo(IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration[Setting] is not { Length: > 0 })
        {
            return;
        }

        if (!Uri.TryCreate(configuration[Setting], UriKind.Absolute, out _))
        {
            services.AddHostedService(_ => new Mistyped($"{Setting} is no address: {configuration[Setting]}"));
            return;
        }

        // Queries of addresses are left out by the instrumentation: they hold what people search for.
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService("weiguang", serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString(3), serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}")
                .AddAttributes([new("deployment.environment.name", environment.EnvironmentName)]))
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddSource("Npgsql", Signals.Name)
                .AddOtlpExporter(options => Direct(configuration, options, "v1/traces")))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation()
                .AddMeter("Microsoft.AspNetCore.*", "Microsoft.EntityFrameworkCore", "Npgsql", Signals.Name)
                .AddOtlpExporter(options => Direct(configuration, options, "v1/metrics")))
            .WithLogging(logs => logs.AddOtlpExporter(options => Direct(configuration, options, "v1/logs")));
    }

    private static void Direct(IConfiguration configuration, OtlpExporterOptions options, string path)
    {
        var grpc = configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] == "grpc";
        options.Protocol = grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = grpc ? new Uri(configuration[Setting]!) : new Uri($"{configuration[Setting]!.TrimEnd('/')}/{path}");
    }

    /// <summary>Told when the program begins to serve; verbs send nothing.</summary>
    private sealed class Mistyped(string sentence) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new SetupException(sentence) { ExitCode = 2 };

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
