using Weiguang.Kernel.Http;
using Weiguang.Kernel.Time;

namespace Weiguang.Web;

/// <summary>Which day it is for whoever reads the answer, beside their language (<see cref="DayTime.Today"/>). Programs and paper are told days in full.</summary>
internal static class ReadersDay
{
    public static void UseReadersDay(this WebApplication app)
    {
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.Use(async (context, next) =>
        {
            var isRead = !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && context.GetEndpoint()?.Metadata.GetMetadata<PaperAttribute>() is null;
            (DayTime.Today, DayTime.IsKept) = (isRead ? clock.Today() : null, !isRead);
            await next(context);
        });
    }
}
