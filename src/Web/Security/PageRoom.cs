using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;
using Weiguang.Kernel;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Http;

namespace Weiguang.Web.Security;

/// <summary>
/// So many pages are made at once and no more, in turn by who asks for them, and none for who is gone. Much of what is asked never waits for anything (SQLite answers on the spot), so a connection
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

    private const string Patience = "10";

    internal FairRoom Room { get; } = new(Places, ofOne: Places / 2, WaitingOfAll, WaitingOfOne, TimeSpan.FromSeconds(20));

    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var aborted = context.RequestAborted;
        try
        {
            using var place = IsPage(context) ? await Room.EnterAsync(WhoOf(context), 1, aborted) : Nothing.Instance;
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

    // What brings a body may bring it slowly. What says that there is no room finds some.
    private static bool IsPage(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null
        && context.Features.Get<IStatusCodeReExecuteFeature>() is not { OriginalStatusCode: >= 500 };

    private static string WhoOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<Viewer>() is { IsSignedIn: true } viewer ? $"{viewer.PersonId}" : Network.Of(context);

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
