using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Weiguang.Kernel;

namespace Weiguang.Web.Health;

/// <summary>For the balancer and the process manager: alive means the process answers, ready means it should get requests.</summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").DisableHttpMetrics().ExcludeFromDescription();
        health.MapGet("/live", () => TypedResults.Ok(new State("live")));
        health.MapGet("/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(AppDbContext db, DiskRoom room, IHostApplicationLifetime lifetime, ILogger<State> log, CancellationToken ct)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return NotYet("stopping");
        }

        try
        {
            if (room.IsShort)
            {
                return NotYet("disk");
            }

            if (!await db.Database.CanConnectAsync(ct))
            {
                return NotYet("database"); // A missing database would otherwise look like one without migrations.
            }

            return (await db.Database.GetPendingMigrationsAsync(ct)).Any() ? NotYet("migrations") : TypedResults.Ok(new State("ready"));
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(e, "The database does not answer.");
            return NotYet("database");
        }
    }

    private static JsonHttpResult<State> NotYet(string waitsFor) => TypedResults.Json(new State("not ready", waitsFor), statusCode: StatusCodes.Status503ServiceUnavailable);

    /// <param name="WaitsFor">"stopping", "disk", "database" or "migrations".</param>
    internal sealed record State(string Status, string? WaitsFor = null);
}
