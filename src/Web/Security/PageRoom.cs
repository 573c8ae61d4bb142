using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.AspNetCore.WebUtilities;
using Weiguang.Kernel;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Http;

namespace Weiguang.Web.Security;

/// <summary>
/// So many pages are made at once and no more (and as many things done for nobody in particular), in turn by who asks for them, and none for who is gone. Much of what is asked never waits for anything (SQLite answers on the spot), so a connection
/// that sends twenty requests ahead would keep its thread until the last is answered, and whoever asks whether the process lives would stand behind three hundred of them: each request goes to the end
/// of the line of work first.
/// </summary>
internal sealed class PageRoom
{
    /// <summary>Enough for the database to have some work while pages wait for it.</summary>
    internal static readonly int Places = 8 * Environment.ProcessorCount;

    /// <summary>Ten thousand may come at the same minute; more wait than is made in a minute, and are better told so at once.</summary>
    internal const int WaitingOfAll = 10_000;

    /// <summary>Whole villages share one address of their carrier.</summary>
    internal const int WaitingOfOne = 500;

    private const int MostRead = 64 * 1024;
    private const string Patience = "10";

    internal FairRoom Room { get; } = new(Places, ofOne: Places / 2, WaitingOfAll, WaitingOfOne, TimeSpan.FromSeconds(20));

    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var aborted = context.RequestAborted;
        try
        {
            using var place = await NeedsPlaceAsync(context) ? await Room.EnterAsync(WhoOf(context), 1, aborted) : Nothing.Instance;
            if (place is null)
            {
                (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (StatusCodes.Status503ServiceUnavailable, Patience);
                return;
            }

            await Task.Yield(); // Behind the others; also from the room, whose next one would run on at once on this thread.
            aborted.ThrowIfCancellationRequested();
            context.Response.OnStarting(() =>
            {
                place.Dispose(); // It is made. A slow reader takes time, but no work.
                return Task.CompletedTask;
            });
            await next(context);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
    }

    private static async Task<bool> NeedsPlaceAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || context.Features.Get<IStatusCodeReExecuteFeature>() is { OriginalStatusCode: >= 500 })
        {
            return false; // What says that there is no room finds some.
        }

        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            return true;
        }

        if (ViewerOf(context).IsSignedIn || context.Request.ContentLength > MostRead)
        {
            return false; // What one person does has its pace, and desks settle hundreds together.
        }

        context.Request.EnableBuffering(MostRead);
        await context.Request.Body.DrainAsync(context.RequestAborted); // Who is slow to say what they want holds no place.
        context.Request.Body.Position = 0;
        return true;
    }

    private static string WhoOf(HttpContext context) => ViewerOf(context) is { IsSignedIn: true } viewer ? $"{viewer.PersonId}" : Network.Of(context);

    private static Viewer ViewerOf(HttpContext context) => context.RequestServices.GetRequiredService<Viewer>();

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
        }
    }
}

internal static class PageRoomServices
{
    public static IServiceCollection AddPageRoom(this IServiceCollection services) => services.AddSingleton<PageRoom>();

    /// <summary>Stands behind authentication; whoever asks after the health of the process passes by.</summary>
    public static void UsePageRoom(this WebApplication app)
    {
        var room = app.Services.GetRequiredService<PageRoom>();
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/health"), pages => pages.Use(room.HandleAsync));
    }
}
