using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Weiguang.Kernel.Http;

/// <summary>
/// On a page that some readers must not stop at: <c>@attribute [NeedsTrail]</c>. It is asked before anything is rendered. A page that sends its reader on while
/// it is being rendered leaves half a tree behind, and where a layout waits for the database that ended the whole process.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class SendOnAttribute : Attribute
{
    /// <summary>The local address to send this reader to; null when they are right here.</summary>
    public abstract string? Elsewhere(HttpContext http);
}

internal static class SendOn
{
    public static void UseSendOn(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<SendOnAttribute>()?.Elsewhere(context) is { } elsewhere)
        {
            context.Response.Redirect(elsewhere);
            return Task.CompletedTask;
        }

        return next(context);
    });
}
