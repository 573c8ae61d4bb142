using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Weiguang.Tests.Web;

public class TelemetryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Traces_metrics_and_logs_reach_the_collector_named_in_the_environment()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = Collector(received);
        await collector.StartAsync(Ct);
        await using var store = await TestStore.CreateAsync(TestDatabases.Sqlite);
        await using var server = await ServerProcess.ServeAsync(store, [], ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.First()));
        await server.Client.GetAsync("/problems/not-found?phone=13800000000", Ct);
        server.Terminate();
        await server.WaitForExitAsync();

        Assert.Contains("weiguang", received["/v1/traces"]);
        Assert.Contains("/problems/not-found", received["/v1/traces"]);
        Assert.Contains("/problems/{Type}", received["/v1/metrics"]);
        Assert.Contains("http.server.request.duration", received["/v1/metrics"]);
        Assert.Contains("dotnet.gc.collections", received["/v1/metrics"]);
        Assert.Contains("Microsoft.Hosting.Lifetime", received["/v1/logs"]);
        Assert.DoesNotContain("13800000000", string.Concat(received.Values));
    }

    private static WebApplication Collector(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.MapPost("/v1/{kind}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.AddOrUpdate(request.Path, Encoding.Latin1.GetString(body.ToArray()), (_, text) => text + Encoding.Latin1.GetString(body.ToArray()));
        });
        return collector;
    }
}
