using Microsoft.AspNetCore.Http;

namespace Weiguang.Kernel.Http;

/// <summary>An answer with its version as ETag: what a later step or change sends back as If-Match.</summary>
public sealed class Versioned(IResult answer, int version) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.ETag = $"\"{version}\"";
        return answer.ExecuteAsync(httpContext);
    }
}
