using Npgsql;
using Weiguang.Kernel.Security;
using Weiguang.Web;

namespace Weiguang.Bench.Naive;

/// <summary>The real site with one more address: the naive way behind the same authentication and the same HTTP.</summary>
internal static class NaiveApi
{
    public static async Task ServeAsync(string[] settings)
    {
        await using var app = Site.Build(settings);
        if (app.Configuration["Database"] == "Postgres")
        {
            var source = NpgsqlDataSource.Create(app.Configuration.GetConnectionString("Default")!);
            app.MapPost("/api/v1/naive/{id:guid}/{shift:guid}", async (Guid id, Guid shift, Viewer viewer) =>
                TypedResults.Ok(new { answer = await NaiveDesk.TakeAsync(source, id, shift, viewer.PersonId) ? "accepted" : "waiting" })).RequireAuthorization(Policies.SignedIn);
        }

        await app.StartAsync();
        await Console.In.ReadToEndAsync(); // Ends with whoever started it.
        await app.StopAsync();
    }
}
