using Microsoft.AspNetCore.Http;

namespace Weiguang.Kernel.Http;

/// <summary>Holds an answer back until what it says has been committed.</summary>
internal static class Capture
{
    public static async Task<MemoryStream> AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var wire = context.Response.Body;
        var body = new MemoryStream();
        context.Response.Body = body;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
        }

        body.Position = 0;
        return body;
    }
}
