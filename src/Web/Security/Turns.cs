namespace Weiguang.Web.Security;

/// <summary>
/// Each request goes to the end of the line of work. Much of what is asked never waits for anything (SQLite answers on the spot), so a connection that sends twenty requests ahead would keep its thread
/// until the last is answered, and whoever asks whether the process lives would stand behind three hundred of them. Nothing is made for who has gone by then.
/// </summary>
internal static class Turns
{
    public static void UseTurns(this WebApplication app) => app.UseWhen(context => !context.Request.Path.StartsWithSegments("/health"), all => all.Use(async (context, next) =>
    {
        await Task.Yield();
        if (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }

        await next(context);
    }));
}
