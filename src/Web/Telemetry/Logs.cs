using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Weiguang.Web.Telemetry;

/// <summary>Logs go to the console: lines for people in development, one JSON object a line elsewhere, with trace ids.</summary>
internal static class Logs
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning); // It would write down whole queries.
        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(console => console.TimestampFormat = "HH:mm:ss ");
            return;
        }

        builder.Logging.AddJsonConsole(console =>
        {
            console.IncludeScopes = true; // Trace id, span id and path of the request.
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            console.JsonWriterOptions = new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
        });
    }
}
