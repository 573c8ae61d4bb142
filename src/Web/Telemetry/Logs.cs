using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Weiguang.Web.Telemetry;

/// <summary>Logs go to the console: lines for people in development, one JSON object a line elsewhere, with trace ids.</summary>
internal static class Logs
{
    public static StartQuiet AddLogs(this WebApplicationBuilder builder)
    {
        var quiet = new StartQuiet();
        builder.Logging.ClearProviders();
        foreach (var category in (string[])["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.EntityFrameworkCore", "Npgsql"])
        {
            builder.Logging.AddFilter(category, level => quiet.IsOver && level >= LogLevel.Warning);
        }

        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning); // It would write down whole queries.
        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(console => console.TimestampFormat = "HH:mm:ss ");
            return quiet;
        }

        builder.Logging.AddJsonConsole(console =>
        {
            console.IncludeScopes = true; // Trace id, span id and path of the request.
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            console.JsonWriterOptions = new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
        });
        return quiet;
    }
}

/// <summary>Until the server has started, and in every verb, what fails is told in one sentence: the host and the database would tell it before, with a stack.</summary>
internal sealed class StartQuiet
{
    public bool IsOver { get; private set; }

    public void Begin() => IsOver = true;
}
