using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Weiguang.Kernel;

namespace Weiguang.Web.Telemetry;

/// <summary>
/// Sends traces and metrics to an OpenTelemetry collector, only when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one (over http/protobuf unless
/// <c>OTEL_EXPORTER_OTLP_PROTOCOL=grpc</c>). They are ASP.NET Core's, EF's and Npgsql's own, and ours.
/// </summary>
internal sealed class OtlpExport(IConfiguration configuration, IHostEnvironment environment) : IHostedService
{
    private const string Setting = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration[Setting] is { Length: > 0 })
        {
            // Method, route and status on the traces of ASP.NET Core; the host looks at the switch when it is built.
            AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
            services.AddHostedService<OtlpExport>();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _traces = Sdk.CreateTracerProviderBuilder().ConfigureResource(Describe)
            .AddSource("Microsoft.AspNetCore", "Npgsql", Signals.Name)
            .AddOtlpExporter(options => Direct(options, "v1/traces")).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe)
            .AddMeter("Microsoft.AspNetCore.*", "Microsoft.EntityFrameworkCore", "Npgsql", "System.Runtime", Signals.Name)
            .AddOtlpExporter(options => Direct(options, "v1/metrics")).Build();
        return Task.CompletedTask;
    }

    /// <summary>Disposing sends what is still waiting.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _traces?.Dispose();
        _metrics?.Dispose();
        return Task.CompletedTask;
    }

    private void Describe(ResourceBuilder resource) => resource
        .AddService("weiguang", serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString(3), serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}")
        .AddAttributes([new("deployment.environment.name", environment.EnvironmentName)]);

    private void Direct(OtlpExporterOptions options, string path)
    {
        var grpc = configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] == "grpc";
        options.Protocol = grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = grpc ? new Uri(configuration[Setting]!) : new Uri($"{configuration[Setting]!.TrimEnd('/')}/{path}");
    }
}
